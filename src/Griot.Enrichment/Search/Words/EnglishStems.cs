using System.Collections.Frozen;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;

namespace Griot.Enrichment.Search;

/// <summary>
/// English stems. Krovetz' stemmer (KStem) leaves whatever stands in its dictionary, and there stand <c>states</c>, <c>troops</c> and
/// <c>resigned</c>: what it leaves loses the ending of a plural, or of a past whose present the stemmer knows. What English changes
/// within a word (<c>women</c>, <c>bought</c>) is a list, as it is in English; pasts that are words of their own (<c>found</c>, <c>left</c>) are not in it.
/// </summary>
internal sealed class EnglishStems : TokenFilter
{
    private const string Changed =
        """
        children child, feet foot, teeth tooth, geese goose, mice mouse, oxen ox, lives life, wives wife, midwives midwife, housewives housewife,
        knives knife, thieves thief, halves half, wolves wolf, loaves loaf, shelves shelf, calves calf, scarves scarf, hooves hoof, won win,
        built build, spoke speak, spoken speak, said say, sold sell, bought buy, taught teach, fought fight, held hold, took take,
        taken take, gave give, given give, gone go, made make, lost lose, met meet, paid pay, sent send, stood stand,
        told tell, thought think, wrote write, written write, began begin, begun begin, broke break, broken break, came come, became become,
        fell fall, fallen fall, flew fly, flown fly, grew grow, grown grow, kept keep, knew know, known know, ran run,
        shot shoot, sought seek, spent spend, stole steal, stolen steal, struck strike, swore swear, sworn swear, threw throw, thrown throw,
        withdrew withdraw, withdrawn withdraw, drove drive, driven drive, chose choose, chosen choose
        """;

    private const string Callings = "business camera chair congress council country crafts fire fisher gun herds lay militia police sales sea service spokes sports states trades work yachts";

    private static readonly FrozenDictionary<string, string> Irregular = Changed.Split(',').Select(pair => pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(pair => (From: pair[0], To: pair[1]))
        .Concat(Callings.Split(' ').Prepend("").SelectMany(calling => ((string From, string To)[])[(calling + "men", calling + "man"), (calling + "women", calling + "woman")]))
        .ToFrozenDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal);

    // What ends so is no plural, or none that an s made: crisis, virus, press, politics, Texas.
    private static readonly string[] NoPlural = ["is", "us", "ss", "ics", "as", "os", "'s"];

    private static readonly FrozenSet<string> Singular = FrozenSet.Create(StringComparer.Ordinal, "news", "series", "species", "does", "goes", "perhaps", "always", "sometimes", "besides", "afterwards", "towards");

    private readonly ICharTermAttribute word;
    private readonly Krovetz known = new();
    private readonly KStemFilter stemmer;

    internal EnglishStems(TokenStream words) : base(words)
    {
        word = AddAttribute<ICharTermAttribute>();
        stemmer = new KStemFilter(known);
    }

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken()) return false;
        var written = word.ToString()!;
        word.SetEmpty().Append(Of(written));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stemmer.Dispose();
        base.Dispose(disposing);
    }

    private string Of(string written)
    {
        if (Irregular.TryGetValue(written, out var single)) return single;
        var stem = Stem(written);
        if (stem != written) return stem;
        return Plural(written) ?? Past(written) ?? written;
    }

    private static string? Plural(string written)
    {
        if (written.Length < 4 || written[^1] != 's' || Singular.Contains(written) || NoPlural.Any(end => written.EndsWith(end, StringComparison.Ordinal))) return null;
        if (written.EndsWith("ies", StringComparison.Ordinal)) return written.Length > 4 ? written[..^3] + "y" : written[..^1];
        return written[..^1];
    }

    // The stemmer puts an e where its dictionary has one: uniting is of unite, so united is.
    private string? Past(string written)
    {
        if (written.Length < 6 || !written.EndsWith("ed", StringComparison.Ordinal)) return null;
        var present = Stem(written[..^2] + "ing");
        return present.EndsWith("ing", StringComparison.Ordinal) ? null : present;
    }

    private string Stem(string text)
    {
        known.Text = text;
        stemmer.Reset();
        return stemmer.IncrementToken() ? stemmer.GetAttribute<ICharTermAttribute>().ToString()! : text;
    }

    private sealed class Krovetz : TokenStream
    {
        private readonly ICharTermAttribute word;

        internal Krovetz() => word = AddAttribute<ICharTermAttribute>();

        internal string Text { get; set; } = "";

        public override bool IncrementToken()
        {
            ClearAttributes();
            word.SetEmpty().Append(Text);
            return true;
        }
    }
}
