using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>What every file of a copy stands on besides the ledger: the program, settings, words, what is wished, what the foot of each page says of the log.</summary>
/// <param name="fixed">What stays as it is as long as the run lasts.</param>
/// <param name="house">The house as it is composed.</param>
internal sealed class CopyGround(string @fixed, IServiceProvider house)
{
    // How the names of the program's assemblies begin.
    private const string Own = "Griot";

    private readonly Freshness freshness = house.GetRequiredService<Freshness>();
    private readonly HouseLabels labels = house.GetRequiredService<HouseLabels>();
    private readonly ArticleSearch search = house.GetRequiredService<ArticleSearch>();
    private readonly PieceTranslations translations = house.GetRequiredService<PieceTranslations>();
    private readonly IPublishedAnswers answers = house.GetRequiredService<IPublishedAnswers>();

    /// <summary>Another one whenever any of it is another. Each time looked up: a notice on the log may come to the foot of pages, or go, while a copy is made.</summary>
    internal string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{@fixed}\n{freshness.Mark}")));

    internal static CopyGround Of(IServiceProvider house, ILogReader log, IReadOnlyList<Edition> editions, Uri? live)
    {
        var settings = house.GetRequiredService<HouseSettings>();
        string[] parts = [Program(), settings.ToString(), log.Key ?? "", string.Join(',', editions.Select(edition => edition.Code)), live?.AbsoluteUri ?? ""];
        return new CopyGround(string.Join('\n', parts), house);
    }

    /// <summary>What a run holds the last one's notes against, and notes itself: looked up once, before any page is made.</summary>
    internal GroundMark Look() => new(Mark, Said);

    private string Said => string.Create(CultureInfo.InvariantCulture, $"{answers.Version} {answers.Changed:O}");

    /// <summary>True where a doubt is settled that a page of another process noted.</summary>
    /// <param name="word">The doubt.</param>
    /// <param name="isAllSaid">True where nothing was put beside any piece since.</param>
    internal bool Holds(string word, bool isAllSaid) => Behind(PageReads.LabelledBy, word) is { } made ? made == labels.Mark
        : Behind(PageReads.FoundBy, word) is { } found ? found == search.Mark
        : Behind(PageReads.Names, word) is { } names ? translations.Holds(names)
        : Behind(PageReads.NothingBeside, word) is { } item && (isAllSaid || answers.About(item).Mark is null);

    private static string? Behind(string begin, string word) => word.StartsWith(begin, StringComparison.Ordinal) ? word[begin.Length..] : null;

    // Whatever is installed anew makes every page anew; so do new names of months and languages in the system. What is Griot's own is known by
    // what was built: another build may have the length and the time of the former one.
    private static string Program()
    {
        var files = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*.dll").Where(file => !file.Name.StartsWith(Own, StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Name, StringComparer.Ordinal).Append(new FileInfo(Environment.ProcessPath ?? AppContext.BaseDirectory));
        return string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription} {CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion} ")
            + string.Join(' ', Builds()) + ' ' + string.Join(' ', files.Where(file => file.Exists).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));
    }

    private static IEnumerable<string> Builds()
    {
        var (own, next) = (new SortedDictionary<string, Guid>(StringComparer.Ordinal), new Stack<Assembly>([typeof(CopyGround).Assembly]));
        while (next.TryPop(out var assembly))
            if (own.TryAdd(assembly.FullName!, assembly.ManifestModule.ModuleVersionId))
                foreach (var name in assembly.GetReferencedAssemblies()) if (name.Name!.StartsWith(Own, StringComparison.OrdinalIgnoreCase)) next.Push(Assembly.Load(name));
        return own.Select(one => $"{one.Key}:{one.Value}");
    }
}

/// <summary>What pages stood on when a run began.</summary>
/// <param name="Mark">Another one whenever any of it is another.</param>
/// <param name="Said">Another one whenever anything was put beside any piece.</param>
internal sealed record GroundMark(string Mark, string Said);
