using System.Collections.Concurrent;
using Griot.Record;

namespace Griot.Web;

/// <summary>
/// The pages that are kept, each until an entry of the log touches what it shows. Before each answer the log's size is looked at:
/// what any process has sealed is minded before the next page leaves. Whatever is let go by a removal is not held by anything else
/// here.
/// </summary>
internal sealed class PageStore(ILedgerReader ledger, LogWatch watch, KeepingOptions options)
{
    // Of more entries than that, reading what each is about takes longer than making the pages anew.
    private const int MostAtOnce = 1000;
    private const int MostAtAGlance = 20;
    // Addresses with a query are without number: they have a share of the room, and no more.
    private const int ShareOfQueries = 8;
    // A document may have a book of text in it.
    private const int ShareOfOne = 64;

    // A text is pressed to a quarter, or to half; and what it takes pressed is counted twice and more.
    private const int PressedAtBest = 4;
    private const int MostTooLarge = 1000;

    private readonly ConcurrentDictionary<string, KeptAnswer> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> tooLarge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<KeptAnswer>> byThing = new(StringComparer.Ordinal);
    private readonly HashSet<KeptAnswer> ofAll = [];
    private readonly Lock gate = new();
    private readonly long[] bytes = new long[2];
    private long position;
    private long given;

    internal bool IsOn => options.Bytes > 0;

    /// <summary>What the kept pages take of the memory.</summary>
    internal long Bytes
    {
        get { lock (gate) return bytes[0] + bytes[1]; }
    }

    internal int Count => answers.Count;

    internal IEnumerable<KeptAnswer> Answers => answers.Values;

    /// <summary>Lets go of whatever the entries touch that came since the last look.</summary>
    /// <returns>The log's size, and what the foot of a page says of the log now.</returns>
    internal (long Position, string Foot) Look()
    {
        var size = ledger.Size;
        if (size > Volatile.Read(ref position)) CatchUp(size);
        return (Volatile.Read(ref position), watch.MarkAt(size));
    }

    /// <summary>The page of an address, where it is kept and still right; after a <see cref="Look"/>.</summary>
    internal KeptAnswer? Find(string key, string foot)
    {
        if (!answers.TryGetValue(key, out var answer)) return null;
        if (!answer.Holds(foot))
        {
            lock (gate) Drop(answer);
            return null;
        }

        return Give(answer);
    }

    /// <summary>
    /// The same where it takes no more than a glance: the log's size, what a few new entries are about (they were written a moment ago), and what
    /// memory knows. Null where more has to be looked up, which says nothing about the page.
    /// </summary>
    internal KeptAnswer? Glance(string key)
    {
        if (!answers.ContainsKey(key)) return null;
        var size = ledger.Size;
        var unread = size - Volatile.Read(ref position);
        if (unread > MostAtAGlance) return null;
        var foot = unread > 0 ? Look().Foot : watch.KnownMarkAt(size);
        return foot is not null && answers.TryGetValue(key, out var answer) && answer.IsSettled(foot) ? Give(answer) : null;
    }

    private KeptAnswer Give(KeptAnswer answer)
    {
        answer.Used = ++given;
        answer.Given++;
        return answer;
    }

    /// <summary>True where the page of this address could not be kept for its size when it was made last.</summary>
    internal bool WasTooLarge(PageKey key) => tooLarge.ContainsKey(key.Text);

    /// <summary>
    /// False where a page of this length is not worth pressing, which takes long: it would be too large in any case, or is as long as
    /// the one that was too large at this address before.
    /// </summary>
    internal bool HasRoomFor(PageKey key, int length)
    {
        var hasRoom = length <= options.Bytes / ShareOfOne * PressedAtBest && !(tooLarge.TryGetValue(key.Text, out var refused) && length >= refused);
        if (!hasRoom) Refuse(key, length);
        return hasRoom;
    }

    /// <summary>Keeps a page. False where it is too large, or was overtaken by what was sealed while it was made.</summary>
    internal bool Keep(KeptAnswer answer)
    {
        if (answer.Bytes > options.Bytes / ShareOfOne)
        {
            Refuse(answer.Key, answer.Length);
            return false;
        }

        tooLarge.TryRemove(answer.Key.Text, out _);
        lock (gate)
        {
            if (answer.From < position && IsOvertaken(answer)) return false;
            if (answers.TryGetValue(answer.Key.Text, out var former)) Drop(former);
            answers[answer.Key.Text] = answer;
            answer.Used = ++given;
            if (answer.IsOfAll) ofAll.Add(answer);
            foreach (var thing in answer.Things) (byThing.TryGetValue(thing, out var those) ? those : byThing[thing] = []).Add(answer);
            bytes[Region(answer)] += answer.Bytes;
            if (bytes[Region(answer)] > Limit(answer)) MakeRoom(Region(answer), Limit(answer) / 10 * 9);
            return true;
        }
    }

    // Addresses alone, and no more of them than a house has pieces of that size: else all are forgotten, and learnt anew.
    private void Refuse(PageKey key, int length)
    {
        if (tooLarge.Count >= MostTooLarge) tooLarge.Clear();
        tooLarge[key.Text] = length;
    }

    private void CatchUp(long size)
    {
        lock (gate)
        {
            if (answers.IsEmpty || size - position > MostAtOnce) Clear(size);
            while (position < size)
            {
                foreach (var entry in ledger.Entries(position, MostAtOnce))
                {
                    Drop(entry.Entry);
                    Volatile.Write(ref position, entry.Index + 1);
                }
            }
        }
    }

    private void Drop(Entry entry)
    {
        if (PageReads.TouchedBy(entry) is not { } touched)
        {
            Clear(position);
            return;
        }

        foreach (var answer in ofAll.ToList()) Drop(answer);
        foreach (var thing in touched) if (byThing.TryGetValue(thing, out var those)) foreach (var answer in those.ToList()) Drop(answer);
    }

    private void Clear(long size)
    {
        answers.Clear();
        byThing.Clear();
        ofAll.Clear();
        Array.Clear(bytes);
        Volatile.Write(ref position, Math.Max(size, position));
    }

    private bool IsKept(KeptAnswer answer) => answers.TryGetValue(answer.Key.Text, out var kept) && ReferenceEquals(kept, answer);

    private void Drop(KeptAnswer answer)
    {
        if (!IsKept(answer)) return;
        answers.TryRemove(answer.Key.Text, out _);
        ofAll.Remove(answer);
        foreach (var thing in answer.Things) if (byThing.TryGetValue(thing, out var those) && those.Remove(answer) && those.Count == 0) byThing.Remove(thing);
        bytes[Region(answer)] -= answer.Bytes;
    }

    private bool IsOvertaken(KeptAnswer answer)
    {
        if (answer.IsOfAll || position - answer.From > MostAtOnce) return true;
        return ledger.Entries(answer.From, MostAtOnce).Any(entry => PageReads.TouchedBy(entry.Entry) is not { } touched || touched.Any(thing => answer.Things.Contains(thing)));
    }

    // The least lately given go first.
    private void MakeRoom(int region, long room)
    {
        foreach (var answer in answers.Values.Where(answer => Region(answer) == region).OrderBy(answer => answer.Used).ToList())
        {
            if (bytes[region] <= room) return;
            Drop(answer);
        }
    }

    private long Limit(KeptAnswer answer) => Region(answer) == 0 ? options.Bytes - options.Bytes / ShareOfQueries : options.Bytes / ShareOfQueries;

    private static int Region(KeptAnswer answer) => answer.Key.Query.Length == 0 ? 0 : 1;
}
