using Griot.Ledger;
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

    // The versions whose deliveries hold the files. What was fetched from an address lies in none; of what is not known any more that is not sure.
    private IEnumerable<SealedEntry> DeliveriesWith(IReadOnlyList<SealedEntry> files)
    {
        if (files[0].Entry is not { Kind: EntryKind.Media, Item: { } item }) return [];
        var versions = files.Where(file => !IsFetched(file)).Select(file => file.Entry.Version).ToHashSet();
        return ledger.History(item).Where(entry => entry.Entry.Kind.IsVersion && versions.Contains(entry.Entry.Version));
    }

    private bool IsFetched(SealedEntry file) => ledger.Content(file.Index, Part.Record) is { } record && MediaDescription.Read(record) is { IsFetched: true };

    private (IReadOnlyList<SealedEntry> Entries, List<Ledger.EntryPart> Targets) OfFile(SealedEntry named, Part? part)
    {
        var files = SameFiles(named);
        return (files, [.. files.SelectMany(file => Targets(file, part)), .. part is null ? DeliveriesWith(files).SelectMany(version => Targets(version, Part.Delivery)) : []]);
    }

    // It names no item in the log: what is left of a picture's item stays as it stands.
    private RemovalPlan PlanOf(SealedEntry named, RemovalRequest request)
    {
        var ((entries, targets), channels) = (OfFile(named, request.Part), request.Part is null ? ChannelsOfFile(named) : []);
        var gone = channels.Count == 0 ? [] : entries.Select(file => ledger.Content(file.Index, Part.Delivery)).OfType<byte[]>().Where(bytes => bytes.Length > 0).ToList();
        var found = gone.Count == 0 ? FoundRows.None : FilesInQuarantine(gone, named, channels);
        var quarantined = Taken(found, request);
        return new RemovalPlan
        {
            Provider = CardOf(named),
            Entries = entries,
            Quarantined = quarantined,
            Unsure = [.. found.Unsure.Except(quarantined)],
            Unsearched = [.. found.Unsearched.Except(quarantined)],
            LainSince = LainSince(found, quarantined),
            Channels = channels,
            IsIn = gone.Count == 0 ? null : bytes => gone.Exists(file => bytes.AsSpan().IndexOf(file) >= 0),
            Removal = new Removal
            {
                Entry = new Draft { Kind = EntryKind.Removal, Provider = named.Entry.Provider, Follows = named.Index, Status = PubStatus.Canceled },
                Targets = targets,
                FileOf = channels.Count == 0 ? null : named.Entry.Item,
                Quarantined = quarantined,
            },
        };
    }

    private IReadOnlyList<string> ChannelsOfFile(SealedEntry named) => named.Entry is { Kind: EntryKind.Media, Item: { } item }
        ? [.. ledger.History(item).Select(entry => entry.Entry.Channel).OfType<string>().Distinct(StringComparer.Ordinal)]
        : [];

    // In a mail it is wrapped, and found where the mail can be read; in an archive it may lie as it is.
    private FoundRows FilesInQuarantine(List<byte[]> gone, SealedEntry named, IReadOnlyList<string> channels) =>
        new QuarantineSearch(ledger, named.Entry.Provider, channels).Find((row, read) =>
            gone.Exists(bytes => row.Content.Bytes.AsSpan().IndexOf(bytes) >= 0 || read?.Files.Any(file => file.Bytes.Span.SequenceEqual(bytes)) == true) ? Likeness.Same : Likeness.None);
}
