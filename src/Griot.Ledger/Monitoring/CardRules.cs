using System.Text.Json;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// The present cards: R2 (a version comes through a channel of its provider's newest card, and nothing that was entered by
/// hand corrects or withdraws) and R10 (a channel is young for seven days, and again where its card lets it lead elsewhere: under
/// its old name somebody else could speak).
/// </summary>
internal sealed class CardRules
{
    private static readonly TimeSpan Young = TimeSpan.FromDays(7);

    private readonly Dictionary<string, Provider> providers;
    private readonly Unopened unopened;

    internal CardRules(RulesState state, Unopened unopened)
    {
        this.unopened = unopened;
        providers = state.Cards.ToDictionary(card => card.Provider, card => new Provider(card.Entry, card.IsOpen, new(card.Channels, StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    internal bool HasCard(string provider) => providers.ContainsKey(provider);

    internal void Save(RulesState state) =>
        state.Cards = [.. providers.Select(pair => new CardState(pair.Key, pair.Value.Entry, pair.Value.IsOpen, pair.Value.Channels))];

    internal void Read(Entry entry, byte[]? card, Findings found)
    {
        var before = providers.GetValueOrDefault(entry.Provider!);
        if (entry.Prev != before?.Entry) found.Add("prev", before is null ? "it is the first card of its provider, and says that it follows another" : $"its provider's newest card is entry {before.Entry}");
        var channels = card is null ? null : Channels(card, entry.Provider!);
        if (card is null) unopened.Add("R2", found, "the card is not published: nobody can tell through which channels its provider speaks");
        else if (channels is null) found.Add("R2", "what it commits to is not a card of its provider");

        // While a card can't be read nothing is known of its channels; they are taken for as old as what is known of them.
        var known = before?.Channels ?? [];
        var since = channels is null ? known : channels.DistinctBy(channel => channel.Id, StringComparer.Ordinal).ToDictionary(channel => channel.Id, channel => AgeOf(channel, known, entry.Time), StringComparer.Ordinal);
        providers[entry.Provider!] = new Provider(found.Entry, channels is not null, since);
    }

    /// <summary>Judges through which channel a version came.</summary>
    /// <param name="version">An entry of the kind of a version.</param>
    /// <param name="cameBy">The channel of its item's first version; null for a first one.</param>
    /// <param name="isByHand">The version before it was entered by hand.</param>
    /// <param name="found">Takes what is wrong.</param>
    internal void Judge(Entry version, string? cameBy, bool isByHand, Findings found)
    {
        if (version.Evidence == Evidence.Entered && (version.Kind is EntryKind.Correction or EntryKind.Withdrawal || (version.Kind == EntryKind.Update && !isByHand)))
            found.Add("R2", $"a {Word.Of(version.Kind)} that was entered by hand{(version.Kind == EntryKind.Update ? ", of an item that was not" : "")}");
        if (providers.GetValueOrDefault(version.Provider!) is not { } card) found.Add("R2", "its provider has no card before it");
        else if (card.IsOpen) Judge(version, cameBy, card, found);
    }

    // A correction by a young channel may be the operator speaking in its provider's name; so may a withdrawal, where the
    // item did not come that way.
    private static void Judge(Entry version, string? cameBy, Provider card, Findings found)
    {
        if (!card.Channels.TryGetValue(version.Channel!, out var age)) found.Add("R2", $"its channel does not stand in its provider's newest card, entry {card.Entry}");
        else if (version.Time - age.Since < Young && (version.Kind == EntryKind.Correction || (version.Kind == EntryKind.Withdrawal && version.Channel != cameBy)))
            found.Add("R10", $"a {Word.Of(version.Kind)} through a channel that its provider's card has named, as it is, for less than 7 days");
    }

    private static ChannelAge AgeOf(CardChannel channel, Dictionary<string, ChannelAge> known, DateTimeOffset now) =>
        known.TryGetValue(channel.Id, out var age) && age.LeadsTo(channel) ? age : new ChannelAge(channel.Kind, channel.Domain, now);

    // In a card that somebody else has made, anything may be null.
    private static IReadOnlyList<CardChannel>? Channels(byte[] bytes, string provider)
    {
        try
        {
            return ProviderCard.Parse(bytes) is { Channels: not null } card && card.Id == provider && card.Channels.All(channel => channel is { Id: not null }) ? card.Channels : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Provider(long Entry, bool IsOpen, Dictionary<string, ChannelAge> Channels);
}
