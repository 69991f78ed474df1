using Griot.Formats.Opml;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// Providers as a list of subscriptions (OPML). What other programs' lists don't say comes from the import's defaults; the
/// house's own lists say it in attributes of <c>urn:griot:1</c>, so that nothing is lost from house to house.
/// </summary>
public sealed class ProviderOpml(LedgerStore ledger)
{
    /// <summary>True for bytes that begin like markup, whatever their file is called.</summary>
    internal static bool IsMarkup(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, 64)].TrimStart("\uFEFF \t\r\n\0"u8) is [(byte)'<', ..] or [0xFF, 0xFE, (byte)'<', ..] or [0xFE, 0xFF, 0, (byte)'<', ..];

    /// <summary>What a list says: feeds of one site under one outline are one provider (decision 19).</summary>
    internal static List<ImportEntry> Entries(ReadOnlyMemory<byte> file, ImportDefaults defaults)
    {
        var list = OpmlReader.Read(file);
        if (!list.IsOpml) return [ImportEntry.Refused(1, "", "this is neither OPML nor a table: it has no outline")];
        var entries = OpmlEntries.Of(list, defaults);
        foreach (var incident in list.Incidents.Where(incident => incident.Code is "too-large" or "truncated"))
            entries.Add(ImportEntry.Refused(list.Outlines.Count == 0 ? 1 : list.Outlines[^1].Line, "", incident.Message));
        return entries;
    }

    /// <summary>Writes the register as OPML 2.0. The house is not in it.</summary>
    public byte[] Export(string title)
    {
        var channels = ledger.Channels().ToLookup(channel => channel.Channel.Provider);
        return OpmlWriter.Write(title, ledger.Cards().Where(card => card.Kind != ProviderKind.House).Select(card => new OpmlProvider(
            card.Name, card.Home, card.Languages, card.About,
            [.. channels[card.Id].Where(channel => channel.Channel.Kind == ChannelKind.Feed).Select(channel => channel.Channel.Address!)],
            Said(card))));
    }

    private static KeyValuePair<string, string?>[] Said(ProviderCard card) =>
    [
        KeyValuePair.Create("kind", (string?)Word.Of(card.Kind)),
        KeyValuePair.Create("capacity", (string?)string.Join(' ', card.CurrentCapacities.Select(Word.Of))),
        KeyValuePair.Create("country", card.Country),
        KeyValuePair.Create("contact", card.Contact),
        KeyValuePair.Create("terms", (string?)Word.Of(card.AgreedTerms)),
        KeyValuePair.Create("usageTerms", card.UsageTerms),
    ];
}
