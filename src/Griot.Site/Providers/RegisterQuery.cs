using Griot.Record;

namespace Griot.Site;

/// <summary>Which providers a reader wants to see; a word that is none of ours narrows nothing.</summary>
public sealed record RegisterQuery(ProviderKind? Kind, Capacity? Capacity, string? Country, ProviderState? State)
{
    internal static RegisterQuery Of(string? kind, string? capacity, string? country, string? state) => new(
        Word.Parse<ProviderKind>(kind), Word.Parse<Capacity>(capacity),
        country is { Length: 2 } && char.IsAsciiLetter(country[0]) && char.IsAsciiLetter(country[1]) ? country.ToUpperInvariant() : null,
        Word.Parse<ProviderState>(state));

    internal bool Takes(ProviderCard card) =>
        (Kind is null || card.Kind == Kind)
        && (Capacity is null || card.CurrentCapacities.Contains(Capacity.Value))
        && (Country is null || string.Equals(card.Country, Country, StringComparison.OrdinalIgnoreCase))
        && (State is null || card.State == State);

    internal bool IsAll => this is { Kind: null, Capacity: null, Country: null, State: null };

    /// <summary>The query as it stands in an address, with its question mark; empty for all.</summary>
    internal string Text()
    {
        string?[] parts =
        [
            Kind is { } kind ? "kind=" + Word.Of(kind) : null, Capacity is { } capacity ? "capacity=" + Word.Of(capacity) : null,
            Country is null ? null : "country=" + Country, State is { } state ? "state=" + Word.Of(state) : null,
        ];
        var text = string.Join('&', parts.OfType<string>());
        return text.Length == 0 ? "" : "?" + text;
    }
}
