using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>What an entry of a kind has to say (ledger.md, section 2), beyond having the exact form of lines.</summary>
internal static class EntryForm
{
    internal static string? Fault(Entry entry) => entry.Kind switch
    {
        _ when entry.Kind.IsVersion => entry is { Provider: not null, Channel: not null, Item: not null, Version: not null, Status: not null, Evidence: not null, Delivery: not null, Record: not null }
            ? null
            : "a version says provider, channel, item, version, status and evidence, and commits to a delivery and a record",
        EntryKind.Release or EntryKind.Expiry or EntryKind.Media or EntryKind.Reading or EntryKind.Restore or EntryKind.Hold =>
            entry is { Provider: not null, Item: not null } ? null : $"a {Word.Of(entry.Kind)} names an item and its provider",
        EntryKind.Provider or EntryKind.ProviderKey =>
            entry is { Provider: not null, Item: null, Record: not null } ? null : $"a {Word.Of(entry.Kind)} names its provider and commits to what it says of it",
        EntryKind.LogKey or EntryKind.Policy => entry is { Item: null, Record: not null } ? null : $"a {Word.Of(entry.Kind)} commits to what it says",
        _ => null,
    };
}
