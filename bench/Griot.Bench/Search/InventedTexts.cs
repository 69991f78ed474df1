using System.Globalization;
using System.Text;
using Griot.Enrichment.Labels;
using Griot.Record;

namespace Griot.Bench.Search;

/// <summary>
/// Articles that are invented by their number, the same each time: words by Zipf's law in six languages, three names in each, 150
/// to 550 words, one to three subjects, a place in every second and a genre in every third of them.
/// </summary>
internal static class InventedTexts
{
    internal const int Words = 50_000;
    internal const int Names = 20_000;

    private static readonly (string Language, string[] Syllables)[] Tongues =
    [
        ("fr", ["le", "ra", "ci", "ment", "é", "tion", "ou", "pé", "vi", "gue", "eau", "mar", "té", "s", "on", "bé"]),
        ("en", ["the", "ing", "wat", "er", "st", "ly", "ca", "min", "ist", "ro", "de", "ent", "ple", "s", "al", "do"]),
        ("pt", ["ão", "de", "ri", "mo", "ção", "ca", "lu", "ta", "es", "go", "ver", "no", "ci", "da", "s", "pe"]),
        ("ar", ["ال", "مد", "ين", "ة", "سا", "حر", "كت", "اب", "ون", "ما", "لي", "در", "نه", "ير", "ش", "طب"]),
        ("sw", ["wa", "ki", "ma", "ji", "ni", "ku", "sha", "mba", "lo", "ya", "tu", "ra", "ndo", "ha", "ka", "zi"]),
        ("ha", ["ba", "ɗa", "ƙi", "ya", "mu", "ta", "rin", "ƴa", "san", "gu", "lo", "ma", "ɓa", "ri", "wa", "na"]),
    ];

    private static readonly string[] Topics = [.. MediaTopics.Top.SelectMany(topic => MediaTopics.Narrower(topic).Prepend(topic)).SelectMany(topic => MediaTopics.Narrower(topic).Prepend(topic))];
    private static readonly string[] Genres = ["Opinion", "Press Release", "Interview", "Document"];

    // What a number chooses; not the framework's generator, whose numbers may change with it.
    private static ulong Mix(ulong seed)
    {
        seed = (seed + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EB;
        return seed ^ (seed >> 31);
    }

    internal static string LanguageOf(long number) => Tongues[(int)(Mix((ulong)number ^ 77) % (ulong)Tongues.Length)].Language;

    /// <summary>The word of a rank, from 1, in a language.</summary>
    internal static string Word(string language, int rank)
    {
        var (syllables, word) = (Array.Find(Tongues, one => one.Language == language).Syllables, new StringBuilder());
        for (var rest = rank; rest > 0; rest /= 16) word.Append(syllables[rest % 16]);
        return word.Length < 3 ? word.Append(syllables[rank % 7]).ToString() : word.ToString();
    }

    internal static string Name(int number) => "K" + Word("sw", (number * 7) + 300) + Word("ha", number + 17);

    internal static ArticleRecord Record(long number)
    {
        var (language, random) = (LanguageOf(number), Mix((ulong)number));
        var text = new StringBuilder("<p>");
        var length = 150 + (int)(random % 400);
        for (var word = 0; word < length; word++)
        {
            random = Mix(random);
            if (word > 0) text.Append(random % 15 == 0 ? ". " : " ");
            text.Append(word % 120 == 50 ? Name(NameOf(random)) : Word(language, Rank(random)));
            if (word % 80 == 79) text.Append(".</p><p>");
        }

        return new ArticleRecord
        {
            Uri = number.ToString(CultureInfo.InvariantCulture),
            Signal = Signal.New,
            PubStatus = PubStatus.Usable,
            Language = language,
            Headlines = [new TextValue(Headline(number, language))],
            By = Name(NameOf(Mix(random))),
            Bodies = [new TextValue(text.Append("</p>").ToString(), ContentType: "text/html")],
            Subjects = SubjectsOf(Mix((ulong)number ^ 0x5AB)),
            Places = number % 2 == 0 ? [new Place("", Uri: "iso3166-1a2:" + InventedLedger.Countries[Mix((ulong)number ^ 0x91) % (ulong)InventedLedger.Countries.Length])] : [],
            Genres = number % 3 == 0 ? [new Subject("genre:" + Genres[number / 3 % Genres.Length])] : null,
            Terms = Terms.Full,
            Reader = "griot/bench",
        };
    }

    // Some subjects are written about far more than others.
    private static List<Subject> SubjectsOf(ulong random) =>
        [.. Enumerable.Range(0, 1 + (int)(random % 3)).Select(one => new Subject("medtop:" + Topics[(int)Math.Pow(Topics.Length, Mix(random + (ulong)one) / (double)ulong.MaxValue) - 1]))];

    private static string Headline(long number, string language)
    {
        var random = Mix((ulong)number ^ 0xABCDEF);
        var words = new string[8];
        for (var word = 0; word < words.Length; word++) words[word] = word == 3 ? Name(NameOf(random)) : Word(language, Rank(random = Mix(random)));
        return string.Join(' ', words);
    }

    // Inverse of the sum of 1/rank.
    private static int Rank(ulong random) => Math.Clamp((int)Math.Exp(random / (double)ulong.MaxValue * Math.Log(Words)), 1, Words);

    private static int NameOf(ulong random) => (int)(random / 31 % Names);
}
