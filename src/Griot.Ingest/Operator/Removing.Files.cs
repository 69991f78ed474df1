using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>
/// A picture or file by itself. Its bytes lie in its entry, once more in the delivery that it came within, and in the entries of
/// other versions that brought the same: where the order names one of them, all of them go, and nobody can read it in a mail.
/// </summary>
public sealed partial class Removing
{
    // The named entry first: it is the one that the notice tells of.
    private IReadOnlyList<SealedEntry> SameFiles(SealedEntry named)
    {
        if (named.Entry is not { Kind: EntryKind.Media, Item: { } item } || ledger.Content(named.Index, Part.Delivery) is not { } bytes) return [named];
        return [named, .. ledger.History(item).Where(other => other.Index != named.Index && other.Entry.Kind == EntryKind.Media
            && ledger.Content(other.Index, Part.Delivery) is { } same && same.AsSpan().SequenceEqual(bytes))];
    }

    // The versions whose deliveries hold the files.
    private IEnumerable<SealedEntry> DeliveriesWith(IReadOnlyList<SealedEntry> files)
    {
        if (files[0].Entry is not { Kind: EntryKind.Media, Item: { } item }) return [];
        var versions = files.Select(file => file.Entry.Version).ToHashSet();
        return ledger.History(item).Where(entry => entry.Entry.Kind.IsVersion && versions.Contains(entry.Entry.Version));
    }

    private (IReadOnlyList<SealedEntry> Entries, List<Ledger.EntryPart> Targets) OfFile(SealedEntry named, Part? part)
    {
        var files = SameFiles(named);
        return (files, [.. files.SelectMany(file => Targets(file, part)), .. part is null ? DeliveriesWith(files).SelectMany(version => Targets(version, Part.Delivery)) : []]);
    }
}
