using System.Globalization;
using Griot.Record;

namespace Griot.Web;

/// <summary>
/// What readers have to know of the log behind the pages: whether it stands still, whether it is signed, whether it took the
/// place of another. Every page says it at its foot, so it is a part of every page's tag (<see cref="Freshness"/>).
/// </summary>
public sealed class LogWatch(ILogReader log, TimeProvider time)
{
    // A signer takes seconds. Below this nobody has to be told; a server that starts is not alarming.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private volatile Seen? seen;

    /// <summary>Why nothing is taken in or signed any more; null while the log goes on.</summary>
    public FrozenLog? Frozen => log.Frozen;

    /// <summary>Since when nothing has been signed, where that is longer than it may take.</summary>
    public DateTimeOffset? UnsignedSince =>
        Frozen is null && log.UnsignedSince is { } since && time.GetUtcNow() - since > Patience ? since : null;

    /// <summary>How this log took the place of another; null where it is the first.</summary>
    public LogBeginning? Beginning => log.Beginning;

    /// <summary>Whether the published checkpoint covers an entry as this store has it.</summary>
    public bool Covers(SealedEntry entry)
    {
        // It will be, and no entry says so; that it is so no more, the foot of each page tells.
        if (log.Covers(entry.Index)) return true;
        PageReads.Current?.Doubt(() => !log.Covers(entry.Index));
        return false;
    }

    /// <summary>Another text for each other notice; empty where there is none.</summary>
    internal string Mark => string.Concat(
        Frozen is { } frozen ? Text($"-f{frozen.Behind}.{frozen.DiffersAt}") : "",
        UnsignedSince is { } since ? Text($"-u{since.ToUnixTimeSeconds()}") : "",
        Beginning is { } beginning ? Text($"-b{beginning.Entry}") : "");

    /// <summary>
    /// The same, looked up only where it may have become another: a minute after the last look, earlier where what is unsigned has been
    /// so for too long by then (what is sealed from now on can't have been before), or where the log took the place of another.
    /// What is signed meanwhile takes no notice away that did not stand. What a recovery brings back bears old dates: that it is
    /// unsigned is said a minute later at most.
    /// </summary>
    internal string MarkAt(long size)
    {
        if (KnownMarkAt(size) is { } known) return known;
        var (frozen, now) = (Frozen, time.GetUtcNow());
        if (seen is { } last && last.IsGood(now, frozen) && last.Beginning == log.Beginning?.Entry)
        {
            seen = last with { Size = size };
            return last.Mark;
        }

        // In this order: what changes meanwhile is looked up again the next time. An entry may bear a time to come, where a clock was wrong.
        var until = (frozen is null ? log.UnsignedSince : null) is { } since && since < now ? since + Patience : now + Patience;
        var looked = new Seen(size, frozen, log.Beginning?.Entry, Mark, now, until);
        seen = looked;
        return looked.Mark;
    }

    /// <summary>The same where nothing has to be looked up for it, else null.</summary>
    internal string? KnownMarkAt(long size) => seen is { } last && last.Size == size && last.IsGood(time.GetUtcNow(), Frozen) ? last.Mark : null;

    private sealed record Seen(long Size, FrozenLog? Frozen, long? Beginning, string Mark, DateTimeOffset Looked, DateTimeOffset Until)
    {
        // Before the look: the clock was set back.
        internal bool IsGood(DateTimeOffset now, FrozenLog? frozen) => now >= Looked && now <= Until && Equals(Frozen, frozen);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
