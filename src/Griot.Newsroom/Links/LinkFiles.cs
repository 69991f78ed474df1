using System.Globalization;
using Griot.Formats.Form;
using Griot.Record;

namespace Griot.Newsroom.Links;

/// <summary>
/// Files on the page of a link. A browser sends a file once and not again from the preview, so it waits under the link meanwhile;
/// which files go with the piece, the form says by their keys.
/// </summary>
internal static class LinkFiles
{
    /// <summary>Files of one piece.</summary>
    internal const int Most = 5;

    /// <summary>Of the form with all its files: what every door takes.</summary>
    internal const int Largest = 20 * 1024 * 1024;

    /// <summary>The field that names a file by its key.</summary>
    internal static string FieldOf(int number) => "kept." + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fields once the new files have their keys among them: those that were chosen before come first.</summary>
    internal static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> typed, IReadOnlyList<SentFile> chosen)
    {
        var fields = typed.Where(field => !field.Key.StartsWith("kept.", StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        for (var number = 0; number < Math.Min(chosen.Count, Most); number++) fields[FieldOf(number)] = chosen[number].Key;
        return fields;
    }

    /// <summary>The files of what the provider said last of a piece, whether the public sees it or not.</summary>
    internal static IReadOnlyList<SentFile> OfItem(ILedgerReader ledger, string item)
    {
        if (ItemState.Fold(ledger.History(item)) is not { } state || state.Versions.LastOrDefault(version => version.Entry.Kind != EntryKind.Withdrawal) is not { } newest) return [];
        return [.. state.Media.Where(media => media.Entry.Version == newest.Entry.Version).Select(media => FileOf(ledger, media)).OfType<SentFile>().Take(Most)];
    }

    private static SentFile? FileOf(ILedgerReader ledger, SealedEntry media) =>
        ledger.Content(media.Index, Part.Record) is { } record && MediaDescription.Read(record) is { } described && ledger.Content(media.Index, Part.Delivery) is { } bytes
            ? new SentFile(described.Title ?? "", described.Type, bytes)
            : null;
}
