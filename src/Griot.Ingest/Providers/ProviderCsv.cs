using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>One line of an import's report.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Result"><c>added</c>, <c>exists</c> or <c>refused</c>.</param>
/// <param name="Name">The name on that line.</param>
/// <param name="Detail">The new slug, or the reason.</param>
public sealed record ImportLine(int Line, string Result, string Name, string Detail);

/// <summary>
/// Providers as a table: <c>name,kind,capacity,country,language,home,contact,terms,feed,about</c>, in any order, with a
/// header line; several capacities or languages in one cell are parted by semicolons. An import can be run again:
/// what is there already is left alone.
/// </summary>
public sealed class ProviderCsv(LedgerStore ledger, ProviderRegister register)
{
    private static readonly string[] Columns = ["name", "kind", "capacity", "country", "language", "home", "contact", "terms", "feed", "about"];

    /// <summary>Imports line by line; a bad line costs only itself.</summary>
    public async IAsyncEnumerable<ImportLine> ImportAsync(TextReader table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var csv = new CsvReader(table, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = header => Column(header.Header),
            MissingFieldFound = null,
            BadDataFound = null,
            DetectDelimiter = true,
            TrimOptions = TrimOptions.Trim,
        });
        if (!await csv.ReadAsync() || !csv.ReadHeader() || csv.HeaderRecord?.Any(header => Column(header) == "name") != true)
        {
            yield return new ImportLine(1, "refused", "", $"the first line has to name the columns: {string.Join(',', Columns)}");
            yield break;
        }

        while (await csv.ReadAsync())
        {
            var cells = Columns.ToDictionary(column => column, column => Unguarded(csv.GetField(column) ?? ""));
            yield return await LineAsync(csv.Parser.RawRow, cells, cancellation);
        }
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
            var feed = channels[card.Id].FirstOrDefault(channel => channel.Channel.Kind == ChannelKind.Feed).Channel?.Address;
            foreach (var cell in Cells(card, feed)) csv.WriteField(Guarded(cell ?? ""));
            csv.NextRecord();
        }
    }

    private async Task<ImportLine> LineAsync(int line, Dictionary<string, string> cells, CancellationToken cancellation)
    {
        var name = cells["name"];
        if (Details(cells, out var details) is { } fault) return new ImportLine(line, "refused", name, fault);
        var feed = cells["feed"].Length > 0 ? cells["feed"] : null;
        if (Existing(name, feed) is { } known) return new ImportLine(line, "exists", name, known.Slug);
        return await register.AddAsync(details, feed, cancellation) switch
        {
            RegisterOutcome.Registered registered => new ImportLine(line, "added", name, registered.Card.Slug),
            RegisterOutcome.Refused refused => new ImportLine(line, "refused", name, refused.Reason),
            _ => throw new InvalidOperationException("An unknown outcome of a registration."),
        };
    }

    private ProviderCard? Existing(string name, string? feed) => feed is null
        ? ledger.Cards().FirstOrDefault(card => card.Name == name)
        : ledger.Channels().Where(channel => channel.Channel.Address == feed).Select(channel => ledger.Card(channel.Channel.Provider)).FirstOrDefault();

    private static string? Details(Dictionary<string, string> cells, out ProviderDetails details)
    {
        details = new ProviderDetails();
        if (cells.Any(cell => cell.Key != "about" && cell.Value.Contains('\n', StringComparison.Ordinal))) return "a cell goes on over several lines: is a quotation mark not closed?";
        if (cells["name"].Length == 0) return "the name is missing";
        if (Word.Parse<ProviderKind>(cells["kind"]) is not { } kind || kind == ProviderKind.House) return $"“{cells["kind"]}” is not a kind: press, institution, individual";
        var capacities = Parts(cells["capacity"]).Select(text => (Text: text, Value: Word.Parse<Capacity>(text))).ToList();
        if (capacities.Find(capacity => capacity.Value is null) is { Text: { } unknown }) return $"“{unknown}” is not a capacity: {Word.All<Capacity>()}";
        var terms = cells["terms"].Length == 0 ? Terms.Full : Word.Parse<Terms>(cells["terms"]);
        if (terms is null) return $"“{cells["terms"]}” are not terms: {Word.All<Terms>()}";
        details = new ProviderDetails
        {
            Name = cells["name"],
            Kind = kind,
            Capacities = [.. capacities.Select(capacity => capacity.Value!.Value)],
            Country = cells["country"],
            Languages = Parts(cells["language"]),
            Home = cells["home"],
            Contact = cells["contact"],
            Terms = terms,
            About = cells["about"],
        };
        return details.Fault();
    }

    private static string?[] Cells(ProviderCard card, string? feed) =>
    [
        card.Name, Word.Of(card.Kind), string.Join(';', card.CurrentCapacities.Where(capacity => capacity != Capacity.NotStated).Select(Word.Of)),
        card.Country, string.Join(';', card.Languages), card.Home, card.Contact, Word.Of(card.Terms), feed, card.About,
    ];

    private static string[] Parts(string cell) => cell.Split([';', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Column(string header) => header.Trim().Trim('\uFEFF').Trim().ToLowerInvariant();

    // A cell that a spreadsheet would take for a formula is written, and read back, behind one apostrophe more (H12).
    private static string Guarded(string cell) => IsFormula(cell) ? "'" + cell : cell;

    private static string Unguarded(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    private static bool IsFormula(string cell) => cell.TrimStart('\'') is [var first, ..] && "=+-@\t\r\n".Contains(first, StringComparison.Ordinal);
}
