using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// Providers as a table: <c>name,kind,capacity,country,language,home,contact,terms,feed,about</c>, and where something is said of
/// them <c>ai,resale,territory,attribution,terms-from,terms-until,canonical</c>, in any order, with a header line; several capacities or languages in one cell are parted by semicolons, several feeds by blanks.
/// </summary>
public sealed class ProviderCsv(LedgerStore ledger)
{
    private static readonly string[] Columns = ["name", "kind", "capacity", "country", "language", "home", "contact", "terms", "feed", "about", .. OfUsage, "canonical"];

    private static string[] OfUsage => ["ai", "resale", "territory", "attribution", "terms-from", "terms-until"];

    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = header => Column(header.Header),
        MissingFieldFound = null,
        BadDataFound = null,
        DetectDelimiter = true,
        TrimOptions = TrimOptions.Trim,
    };

    /// <summary>What a table says; a row that can't be understood is refused with its reason.</summary>
    internal static List<ImportEntry> Entries(ReadOnlySpan<byte> table, ImportDefaults defaults)
    {
        using var csv = new CsvReader(new StringReader(Text(table)), Form);
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord?.Any(header => Column(header) == "name") != true)
            return [ImportEntry.Refused(1, "", $"this is neither OPML nor a table: the first line has to name the columns: {string.Join(',', Columns)}")];
        var entries = new List<ImportEntry>();
        while (csv.Read())
        {
            var cells = Columns.ToDictionary(column => column, column => Unguarded(csv.GetField(column) ?? ""));
            entries.Add(Entry(csv.Parser.RawRow, cells, defaults));
        }

        return entries;
    }

    /// <summary>Writes the register in the same columns. The house is not in it.</summary>
    public void Export(TextWriter table)
    {
        using var csv = new CsvWriter(table, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
        var channels = ledger.Channels().ToLookup(channel => channel.Channel.Provider);
        foreach (var card in ledger.Cards().Where(card => card.Kind != ProviderKind.House))
        {
            var feeds = channels[card.Id].Where(channel => channel.Channel.Kind == ChannelKind.Feed).Select(channel => channel.Channel.Address);
            foreach (var cell in Cells(card, string.Join(' ', feeds))) csv.WriteField(Guarded(cell ?? ""));
            csv.NextRecord();
        }
    }

    private static ImportEntry Entry(int line, Dictionary<string, string> cells, ImportDefaults defaults)
    {
        string[] feeds = [.. cells["feed"].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        var fault = Details(cells, defaults, out var details) ?? feeds.Select(ProviderRegister.FeedFault).FirstOrDefault(fault => fault is not null);
        return new ImportEntry(details, new ImportPart(line, cells["name"], feeds, fault));
    }

    // Spreadsheets save in UTF-8, in UTF-16 with a mark, or in the code page of Western Europe, and say nothing of it.
    private static string Text(ReadOnlySpan<byte> table)
    {
        if (table is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(table[2..]);
        if (table is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(table[2..]);
        return Utf8.IsValid(table) ? Encoding.UTF8.GetString(table) : CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(table);
    }

    private static string? Details(Dictionary<string, string> cells, ImportDefaults defaults, out ProviderDetails details)
    {
        details = new ProviderDetails();
        if (cells.Any(cell => cell.Key != "about" && cell.Value.Contains('\n', StringComparison.Ordinal))) return "a cell goes on over several lines: is a quotation mark not closed?";
        if (cells["name"].Length == 0) return "the name is missing";
        if ((cells["kind"].Length == 0 ? defaults.Kind : Word.Parse<ProviderKind>(cells["kind"])) is not { } kind || kind == ProviderKind.House) return $"“{cells["kind"]}” is not a kind: press, institution, individual";
        var capacities = Parts(cells["capacity"]).Select(text => (Text: text, Value: Word.Parse<Capacity>(text))).ToList();
        if (capacities.Find(capacity => capacity.Value is null) is { Text: { } unknown }) return $"“{unknown}” is not a capacity: {Word.All<Capacity>()}";
        var terms = cells["terms"].Length == 0 ? defaults.Terms ?? Terms.Full : Word.Parse<Terms>(cells["terms"]);
        var canonical = Word.Parse<CanonicalPage>(cells["canonical"]);
        if (canonical is null && cells["canonical"].Length > 0) return $"“{cells["canonical"]}” is nobody's page: {Word.All<CanonicalPage>()}";
        if (terms is null) return $"“{cells["terms"]}” are not terms: {Word.All<Terms>()}";
        details = new ProviderDetails
        {
            Name = cells["name"],
            Kind = kind,
            Capacities = capacities.Count > 0 ? [.. capacities.Select(capacity => capacity.Value!.Value)] : defaults.Capacities ?? [],
            Country = cells["country"].Length > 0 ? cells["country"] : defaults.Country ?? "",
            Languages = Parts(cells["language"]) is { Length: > 0 } languages ? languages : defaults.Languages ?? [],
            Home = cells["home"],
            Contact = cells["contact"],
            Terms = terms,
            Canonical = canonical,
            About = cells["about"],
            Usage = new UsageDetails { Ai = cells["ai"], Resale = cells["resale"], Territory = cells["territory"], Attribution = cells["attribution"], From = cells["terms-from"], Until = cells["terms-until"] },
        };
        return details.Fault();
    }

    private static string?[] Cells(ProviderCard card, string feeds) => Cells(card, feeds, UsageDetails.Of(card.Rules));

    private static string?[] Cells(ProviderCard card, string feeds, UsageDetails usage) =>
    [
        card.Name, Word.Of(card.Kind), string.Join(';', card.CurrentCapacities.Where(capacity => capacity != Capacity.NotStated).Select(Word.Of)),
        card.Country, string.Join(';', card.Languages), card.Home, card.Contact, Word.Of(card.AgreedTerms), feeds, card.About,
        usage.Ai, usage.Resale, usage.Territory, usage.Attribution, usage.From, usage.Until, card.Canonical is { } page ? Word.Of(page) : null,
    ];

    private static string[] Parts(string cell) => cell.Split([';', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Column(string header) => header.Trim().Trim('\uFEFF').Trim().ToLowerInvariant();

    // A cell that a spreadsheet would take for a formula is written, and read back, behind one apostrophe more (H12).
    private static string Guarded(string cell) => IsFormula(cell) ? "'" + cell : cell;

    private static string Unguarded(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    private static bool IsFormula(string cell) => cell.TrimStart('\'') is [var first, ..] && "=+-@\t\r\n".Contains(first, StringComparison.Ordinal);
}
