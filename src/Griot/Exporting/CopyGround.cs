using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>What every file of a copy stands on besides the ledger: the program, settings, words, what is wished, what the foot of each page says of the log.</summary>
/// <param name="mark">Another one whenever any of it is another.</param>
/// <param name="house">The house as it is composed.</param>
internal sealed class CopyGround(string mark, IServiceProvider house)
{
    private readonly HouseLabels labels = house.GetRequiredService<HouseLabels>();
    private readonly ArticleSearch search = house.GetRequiredService<ArticleSearch>();
    private readonly PieceTranslations translations = house.GetRequiredService<PieceTranslations>();
    private readonly IPublishedAnswers answers = house.GetRequiredService<IPublishedAnswers>();

    internal string Mark => mark;

    internal static CopyGround Of(IServiceProvider house, ILogReader log, IReadOnlyList<Edition> editions, Uri? live)
    {
        var settings = house.GetRequiredService<HouseSettings>();
        string[] parts = [Program(), house.GetRequiredService<Freshness>().Mark, settings.ToString(), log.Key ?? "", string.Join(',', editions.Select(edition => edition.Code)), live?.AbsoluteUri ?? ""];
        return new CopyGround(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))), house);
    }

    /// <summary>Another one whenever anything was put beside any piece.</summary>
    internal string Said => string.Create(CultureInfo.InvariantCulture, $"{answers.Version} {answers.Changed:O}");

    /// <summary>True where a doubt is settled that a page of another process noted.</summary>
    /// <param name="word">The doubt.</param>
    /// <param name="isAllSaid">True where nothing was put beside any piece since.</param>
    internal bool Holds(string word, bool isAllSaid) => Behind(PageReads.LabelledBy, word) is { } made ? made == labels.Mark
        : Behind(PageReads.FoundBy, word) is { } found ? found == search.Mark
        : Behind(PageReads.Names, word) is { } names ? translations.Holds(names)
        : Behind(PageReads.NothingBeside, word) is { } item && (isAllSaid || answers.About(item).Mark is null);

    private static string? Behind(string begin, string word) => word.StartsWith(begin, StringComparison.Ordinal) ? word[begin.Length..] : null;

    // Whatever is installed anew makes every page anew; so do new names of months and languages in the system.
    private static string Program()
    {
        var files = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*.dll").OrderBy(file => file.Name, StringComparer.Ordinal).Append(new FileInfo(Environment.ProcessPath ?? AppContext.BaseDirectory));
        return string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription} {CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion} ")
            + string.Join(' ', files.Where(file => file.Exists).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));
    }
}
