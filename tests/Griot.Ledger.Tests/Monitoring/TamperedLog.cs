using System.Text;
using Griot.Ledger.Monitoring;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>An entry as it was served, with what is published of it.</summary>
internal sealed record Line(byte[] Bytes, Published Published)
{
    internal Entry Entry => Entry.Parse(Bytes)!;

    internal Line With(Func<Entry, Entry> change) => this with { Bytes = change(Entry).ToBytes() };
}

/// <summary>
/// The log of a real store, and what somebody who may sign could make of it: every tree hash would be right, only the rules
/// tell. What alters a commitment alone is not here: that is the matter of whoever opens it.
/// </summary>
internal sealed class TamperedLog(IReadOnlyList<Line> lines, DateTimeOffset now)
{
    internal IReadOnlyList<Line> Lines => lines;

    /// <summary>Each makes another log of one, at an entry; null where it does not apply there.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<IReadOnlyList<Line>, int, IReadOnlyList<Line>?>> Kinds = new Dictionary<string, Func<IReadOnlyList<Line>, int, IReadOnlyList<Line>?>>(StringComparer.Ordinal)
    {
        ["an entry is left out"] = (lines, at) => NextOf(lines, at) is null ? null : [.. lines.Take(at), .. lines.Skip(at + 1)],
        ["an entry stands twice"] = (lines, at) => [.. lines, lines[at]],
        ["an entry is swapped with the one that follows it"] = (lines, at) => NextOf(lines, at) is { } next ? Changed(Changed(lines, at, _ => lines[next]), next, _ => lines[at]) : null,
        ["an entry is put in before its time"] = (lines, at) => NextOf(lines, at) is null ? null : [.. lines.Take(at), lines[at], .. lines.Skip(at)],
        ["a field has another name"] = (lines, at) => Changed(lines, at, line => line with { Bytes = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(line.Bytes).Replace("\nprev ", "\npast ", StringComparison.Ordinal)) }),
        ["a line is missing"] = (lines, at) => Changed(lines, at, line => line with { Bytes = line.Bytes[..^12] }),
        ["a version has a higher number"] = (lines, at) => OfVersion(lines, at, entry => entry with { Version = entry.Version + 1 }),
        ["a version has a lower number"] = (lines, at) => OfVersion(lines, at, entry => entry with { Version = entry.Version - 1 }),
        ["an entry follows nothing"] = (lines, at) => lines[at].Entry.Prev is null ? null : Of(lines, at, entry => entry with { Prev = null }),
        ["an entry follows another"] = (lines, at) => lines[at].Entry.Prev is null ? null : Of(lines, at, entry => entry with { Prev = entry.Prev - 1 }),
        ["a first entry follows something"] = (lines, at) => lines[at].Entry.Prev is null && at > 0 ? Of(lines, at, entry => entry with { Prev = at - 1 }) : null,
        ["an entry speaks in another provider's name"] = (lines, at) => Other(lines, at) is { } other ? Of(lines, at, entry => entry with { Provider = other }) : null,
        ["a version came through an unknown channel"] = (lines, at) => OfVersion(lines, at, entry => entry with { Channel = OpaqueId.New() }),
        ["a version came through another provider's channel"] = (lines, at) => OfVersion(lines, at, entry => entry with { Channel = lines.First(line => line.Entry.Kind.IsVersion && line.Entry.Provider != entry.Provider).Entry.Channel }),
        ["a version is of another item"] = (lines, at) => OfVersion(lines, at, entry => entry with { Item = lines.Last(line => line.Entry.Kind.IsVersion && line.Entry.Item != entry.Item).Entry.Item }),
        ["a correction or withdrawal was entered by hand"] = (lines, at) => lines[at].Entry.Kind is EntryKind.Correction or EntryKind.Withdrawal ? Of(lines, at, entry => entry with { Evidence = Evidence.Entered }) : null,
        ["a first version is called an update"] = (lines, at) => lines[at].Entry.Kind == EntryKind.Article ? Of(lines, at, entry => entry with { Kind = EntryKind.Update }) : null,
        ["a later version is called a first one"] = (lines, at) => lines[at].Entry is { Kind: not EntryKind.Article, Kind.IsVersion: true } ? Of(lines, at, entry => entry with { Kind = EntryKind.Article }) : null,
        ["a hold is called something else"] = (lines, at) => lines[at].Entry.Kind == EntryKind.Hold ? Of(lines, at, entry => entry with { Kind = EntryKind.Correction }) : null,
        ["an entry is back-dated"] = (lines, at) => at == 0 ? null : Of(lines, at, _ => lines[at].Entry with { Time = lines[at - 1].Entry.Time.AddMinutes(-6) }),
        ["an entry is from the future"] = (lines, at) => Of(lines, at, entry => entry with { Time = lines[^1].Entry.Time.AddYears(1) }),
        ["a card is kept back"] = (lines, at) => lines[at].Entry.Kind == EntryKind.Provider ? Changed(lines, at, line => line with { Published = Published.Nothing }) : null,
        ["a card is another provider's"] = (lines, at) => lines[at].Entry.Kind == EntryKind.Provider ? Changed(lines, at, line => line with { Published = lines.First(one => one.Entry.Kind == EntryKind.Provider && one.Entry.Provider != line.Entry.Provider).Published }) : null,
        ["a notice is kept back"] = (lines, at) => IsNoticed(lines[at]) ? Changed(lines, at, line => line with { Published = Published.Nothing }) : null,
        ["a notice gives no reason"] = (lines, at) => IsNoticed(lines[at]) ? Changed(lines, at, line => line with { Published = new Published { Record = new Notice().ToBytes() } }) : null,
        ["a hold carries no notice"] = (lines, at) => IsNoticed(lines[at]) ? Of(lines, at, entry => entry with { Record = null }) : null,
    };

    /// <summary>Two providers with two channels each, and every kind of thing done to three items of each.</summary>
    internal static async Task<TamperedLog> OfAsync(TestLedger ledger)
    {
        var history = new RandomHistory(ledger);
        await history.RunAsync([new Step(0, 0, 0), new Step(1, 0, 0), new Step(1, 1, 0)]);
        ledger.Time.Advance(TimeSpan.FromDays(8));
        int[] life = [7, 10, 12, 13, 11, 7, 14, 10];
        await history.RunAsync(
        [
            .. from piece in Enumerable.Range(1, 3) from who in Enumerable.Range(4, 2) select new Step(4, who, piece),
            .. from does in life from item in Enumerable.Range(0, 6) select new Step(does, 4, item),
        ]);
        Assert.Equal(0, history.Refused);
        return new TamperedLog([.. Enumerable.Range(0, (int)ledger.Store.Size).Select(index => new Line(ledger.Store.At(index)!.Entry.ToBytes(), ledger.PublishedOf(index)))], ledger.Time.GetUtcNow());
    }

    internal IReadOnlyList<Violation> Violations(IReadOnlyList<Line> log)
    {
        var (rules, found) = (new LogRules(), new List<Violation>());
        for (var index = 0; index < log.Count; index++) found.AddRange(rules.Read(index, log[index].Bytes, log[index].Published, now));
        return [.. found, .. rules.Unexplained];
    }

    private static bool IsNoticed(Line line) => line.Entry.Kind is EntryKind.Hold or EntryKind.Removal;

    private static IReadOnlyList<Line>? OfVersion(IReadOnlyList<Line> lines, int at, Func<Entry, Entry> change) =>
        lines[at].Entry.Kind.IsVersion ? Of(lines, at, change) : null;

    private static IReadOnlyList<Line> Of(IReadOnlyList<Line> lines, int at, Func<Entry, Entry> change) => Changed(lines, at, line => line.With(change));

    private static IReadOnlyList<Line> Changed(IReadOnlyList<Line> lines, int at, Func<Line, Line> change) =>
        [.. lines.Take(at), change(lines[at]), .. lines.Skip(at + 1)];

    private static string? Other(IReadOnlyList<Line> lines, int at) =>
        lines.FirstOrDefault(line => line.Entry.Provider is { } provider && provider != lines[at].Entry.Provider)?.Entry.Provider;

    private static int? NextOf(IReadOnlyList<Line> lines, int at)
    {
        var next = lines.Skip(at + 1).TakeWhile(line => line.Entry.Prev != at).Count() + at + 1;
        return next < lines.Count ? next : null;
    }
}
