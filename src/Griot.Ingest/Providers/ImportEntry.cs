using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>One line of an import's report.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Result"><c>added</c>, <c>exists</c> or <c>refused</c>.</param>
/// <param name="Name">The name on that line.</param>
/// <param name="Detail">The provider's slug, or the reason.</param>
/// <param name="Note">What a person should look at; null where nothing is.</param>
public sealed record ImportLine(int Line, string Result, string Name, string Detail, string? Note = null);

/// <summary>What holds for an import where its file says nothing; null: nothing does.</summary>
public sealed record ImportDefaults
{
    public ProviderKind? Kind { get; init; }
    public IReadOnlyList<Capacity>? Capacities { get; init; }
    public string? Country { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public Terms? Terms { get; init; }
}

/// <summary>A provider as a file describes it, in one or more places.</summary>
internal sealed class ImportEntry(ProviderDetails details, params IEnumerable<ImportPart> parts)
{
    internal ProviderDetails Details => details;

    internal List<ImportPart> Parts { get; } = [.. parts];

    /// <summary>True where another place says something else that would stand on the card. Languages and texts may differ from feed to feed.</summary>
    internal bool Contradicts(ImportEntry other) => Firm(details) != Firm(other.Details);

    private static string Firm(ProviderDetails said) =>
        string.Join('\n', said.Kind, string.Join(',', said.Capacities ?? []), said.Country?.ToUpperInvariant(), said.Contact, said.Terms, said.UsageTerms, said.Usage);

    internal static ImportEntry Refused(int line, string name, string reason) => new(new ProviderDetails(), new ImportPart(line, name, [], reason));
}

/// <summary>One place of a file: a row of a table, an outline of a list.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Name">The name there.</param>
/// <param name="Feeds">The addresses there.</param>
/// <param name="Fault">Why it is refused, or null.</param>
/// <param name="Note">What a person should look at, or null.</param>
internal sealed record ImportPart(int Line, string Name, IReadOnlyList<string> Feeds, string? Fault = null, string? Note = null)
{
    internal ImportPart Noting(string? note) => note is null ? this : this with { Note = Note is null ? note : $"{Note}; {note}" };
}
