using System.Runtime.CompilerServices;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// Registers the providers of a file: a table (CSV) or a list of subscriptions (OPML), told apart by their content. It can
/// be run again: what is there already is left alone. What a batch brings is durable before it is reported; after a crash
/// the same file brings the rest. Fetches nothing.
/// </summary>
public sealed class ProviderImport(LedgerStore ledger, ProviderRegister register)
{
    private const int Batch = 200;

    /// <summary>The most that is read of a file: 20 MB.</summary>
    public const long Largest = 20 * 1024 * 1024;

    /// <summary>Imports a file; what is wrong in it costs only the line where it stands.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="defaults">What holds where the file says nothing.</param>
    /// <param name="told">Told how many of how many providers are done.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public async IAsyncEnumerable<ImportLine> ImportAsync(
        ReadOnlyMemory<byte> file, ImportDefaults defaults, Action<int, int>? told, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var entries = Entries(file, defaults);
        var index = new RegisterIndex(ledger);
        Merge(entries, index);
        for (var done = 0; done < entries.Count; done += Batch)
        {
            var lines = await BatchAsync(entries.GetRange(done, Math.Min(Batch, entries.Count - done)), index, cancellation);
            told?.Invoke(Math.Min(done + Batch, entries.Count), entries.Count);
            foreach (var line in lines) yield return line;
        }
    }

    private static List<ImportEntry> Entries(ReadOnlyMemory<byte> file, ImportDefaults defaults)
    {
        if (file.Length > Largest) return [ImportEntry.Refused(1, "", "the file is larger than 20 MB")];
        var entries = ProviderOpml.IsMarkup(file.Span) ? ProviderOpml.Entries(file, defaults) : ProviderCsv.Entries(file.Span, defaults);
        entries.ForEach(Doubt);
        return entries;
    }

    private static void Doubt(ImportEntry entry)
    {
        for (var i = 0; i < entry.Parts.Count; i++)
            entry.Parts[i] = entry.Parts[i].Feeds.Append(entry.Details.Home).Select(ProviderRegister.DoubtOf).OfType<string>().Distinct(StringComparer.Ordinal).Aggregate(entry.Parts[i], (part, doubt) => part.Noting(doubt));
    }

    // A provider that a file describes in several places, by the same name and the same site, is one provider.
    private static void Merge(List<ImportEntry> entries, RegisterIndex index)
    {
        var known = new Dictionary<string, ImportEntry>(StringComparer.OrdinalIgnoreCase);
        entries.RemoveAll(entry =>
        {
            if (RegisterIndex.Signature(entry.Details.Name, entry.Details.Home) is not { } signature || !entry.Parts.Exists(part => part.Fault is null)) return false;
            if (known.TryAdd(signature, entry) || index.Bears(signature)) return false;
            var note = known[signature].Contradicts(entry) ? $"a further feed of “{entry.Details.Name}”, whose kind, capacity, country, contact and terms are those of its first line" : null;
            known[signature].Parts.AddRange(entry.Parts.Select(part => part.Noting(note)));
            return true;
        });
    }

    private async Task<List<ImportLine>> BatchAsync(List<ImportEntry> entries, RegisterIndex index, CancellationToken cancellation)
    {
        var lines = new List<(ImportPart Part, ImportLine Line)>();
        var fresh = new List<(ImportEntry Entry, List<ImportPart> Parts, List<string> Feeds)>();
        var there = new List<(ImportPart Part, ImportEntry Entry, RegisterIndex.Known Known)>();
        foreach (var entry in entries)
        {
            var (parts, feeds) = Sort(entry, index, lines, there);
            if (parts.Count == 0) continue;
            if (index.Owner(entry) is { } owner) await ExtendAsync(owner, parts, feeds, index, lines, cancellation);
            else fresh.Add((entry, parts, feeds));
        }

        var outcomes = await register.AddAllAsync(fresh.ConvertAll(one => new NewProvider(one.Entry.Details, one.Feeds)), cancellation);
        for (var i = 0; i < outcomes.Count; i++) lines.AddRange(Lines(fresh[i], outcomes[i], index));
        lines.AddRange(there.Select(one => (one.Part, Exists(one.Part, one.Entry, one.Known))));
        // In the order of the file, also where it has several on one line.
        var places = new Dictionary<ImportPart, int>(ReferenceEqualityComparer.Instance);
        foreach (var part in entries.SelectMany(entry => entry.Parts)) places.Add(part, places.Count);
        return [.. lines.OrderBy(line => line.Part.Line).ThenBy(line => places[line.Part]).Select(line => line.Line)];
    }

    // What is refused and what is there is set aside; what is left is new.
    private static (List<ImportPart> Parts, List<string> Feeds) Sort(
        ImportEntry entry, RegisterIndex index, List<(ImportPart Part, ImportLine Line)> lines, List<(ImportPart Part, ImportEntry Entry, RegisterIndex.Known Known)> there)
    {
        var (parts, feeds) = (new List<ImportPart>(), new List<string>());
        for (var i = 0; i < entry.Parts.Count; i++)
        {
            var part = entry.Parts[i];
            var unknown = part.Feeds.Where(feed => index.Find(feed) is null).ToList();
            if (part.Fault is { } fault) lines.Add((part, new ImportLine(part.Line, "refused", part.Name, fault)));
            else if (part.Feeds.Count > 0 && unknown.Count == 0) there.Add((part, entry, index.Find(part.Feeds[0])!));
            else if (part.Feeds.Count == 0 && index.Named(part.Name) is { } named) there.Add((part, entry, named));
            else
            {
                if (unknown.Count < part.Feeds.Count) part = entry.Parts[i] = part.Noting($"{part.Feeds.Count - unknown.Count} of its feeds are there already, for “{part.Feeds.Select(index.Find).First(known => known is not null)!.Name}”");
                parts.Add(part);
                feeds.AddRange(unknown.DistinctBy(AddressKey.OfFeed));
                index.Await(part, entry.Details.Name ?? part.Name);
            }
        }

        return (parts, feeds);
    }

    // N16: one feed under two names may be an honest merger or a theft; a person has to look.
    private static ImportLine Exists(ImportPart part, ImportEntry entry, RegisterIndex.Known known)
    {
        if (known.Slug is not { } slug) return new ImportLine(part.Line, "refused", part.Name, $"it is “{known.Name}”'s in this file, and that was refused");
        var isAnothers = !string.Equals(known.Name, entry.Details.Name, StringComparison.OrdinalIgnoreCase) && !string.Equals(known.Name, part.Name, StringComparison.OrdinalIgnoreCase);
        return new ImportLine(part.Line, "exists", part.Name, slug, isAnothers ? $"this feed is there as “{known.Name}”'s; each provider answers only for what is its own" : part.Note);
    }

    private async Task ExtendAsync(ProviderCard owner, List<ImportPart> parts, List<string> feeds, RegisterIndex index, List<(ImportPart Part, ImportLine Line)> lines, CancellationToken cancellation)
    {
        foreach (var part in parts)
        {
            RegisterOutcome outcome = new RegisterOutcome.Registered(owner);
            foreach (var feed in part.Feeds.Where(feeds.Contains))
            {
                outcome = await register.AddFeedAsync(owner.Id, feed, null, cancellation);
                if (outcome is not RegisterOutcome.Registered) break;
                index.Add(feed, owner);
            }

            if (outcome is RegisterOutcome.Refused) index.Forget(part);
            lines.Add((part, outcome is RegisterOutcome.Refused refused
                ? new ImportLine(part.Line, "refused", part.Name, refused.Reason)
                : new ImportLine(part.Line, "added", part.Name, owner.Slug, part.Noting("a further channel of a provider that is there").Note)));
        }
    }

    private static IEnumerable<(ImportPart Part, ImportLine Line)> Lines((ImportEntry Entry, List<ImportPart> Parts, List<string> Feeds) fresh, RegisterOutcome outcome, RegisterIndex index)
    {
        if (outcome is RegisterOutcome.Registered registered) index.Add(registered.Card, fresh.Feeds);
        else fresh.Parts.ForEach(index.Forget);
        var doubt = outcome is RegisterOutcome.Registered { Card: var named } ? index.Doubt(named) : null;
        return fresh.Parts.Select(part => (part, outcome switch
        {
            RegisterOutcome.Registered { Card: var card } => new ImportLine(part.Line, "added", part.Name, card.Slug, part.Noting(doubt).Note),
            RegisterOutcome.Refused refused => new ImportLine(part.Line, "refused", part.Name, refused.Reason),
            _ => throw new InvalidOperationException("An unknown outcome of a registration."),
        }));
    }
}
