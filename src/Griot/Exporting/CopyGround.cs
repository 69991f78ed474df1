using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Griot.Enrichment.Labels;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>What every file of a copy stands on besides the ledger: the program, settings, words, what is wished, what the foot of each page says of the log.</summary>
/// <param name="mark">Another one whenever any of it is another.</param>
/// <param name="labels">How labels are made.</param>
/// <param name="answers">What stands beside pieces.</param>
internal sealed class CopyGround(string mark, HouseLabels labels, IPublishedAnswers answers)
{
    internal string Mark => mark;

    internal static CopyGround Of(IServiceProvider house, ILogReader log, IReadOnlyList<Edition> editions, Uri? live)
    {
        var settings = house.GetRequiredService<HouseSettings>();
        string[] parts = [Program(), house.GetRequiredService<Freshness>().Mark, settings.ToString(), log.Key ?? "", string.Join(',', editions.Select(edition => edition.Code)), live?.AbsoluteUri ?? ""];
        return new CopyGround(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))), house.GetRequiredService<HouseLabels>(), house.GetRequiredService<IPublishedAnswers>());
    }

    /// <summary>True where a doubt is settled that a page of another process noted.</summary>
    internal bool Holds(string word) =>
        word.StartsWith(PageReads.LabelledBy, StringComparison.Ordinal) ? word[PageReads.LabelledBy.Length..] == labels.Mark
        : word.StartsWith(PageReads.NothingBeside, StringComparison.Ordinal) && answers.About(word[PageReads.NothingBeside.Length..]).Mark is null;

    // Whatever is installed anew makes every page anew; so do new names of months and languages in the system.
    private static string Program()
    {
        var files = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*.dll").OrderBy(file => file.Name, StringComparer.Ordinal).Append(new FileInfo(Environment.ProcessPath ?? AppContext.BaseDirectory));
        return string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription} {CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion} ")
            + string.Join(' ', files.Where(file => file.Exists).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));
    }
}
