using Griot.Record;

namespace Griot.Exporting;

/// <summary>
/// Goes through a site by its own links, each address once, in an order that the site alone decides. Of what has been met it
/// keeps a hash of each path, and of what lies ahead what the pages on the way there lead to: not the site.
/// </summary>
/// <param name="site">The house, as it answers in public.</param>
/// <param name="links">Where links lead in the copy.</param>
/// <param name="root">How the site's own absolute addresses begin.</param>
/// <param name="from">The log's size before the walk.</param>
/// <param name="before">Gives the file of an address that stays as it is; null for one that has to be asked.</param>
internal sealed class SiteWalk(InnerServer site, CopyLinks links, string root, long from, Func<string, int, string, Func<string, bool>, LeftFile?> before)
{
    /// <summary>Asked for at a time.</summary>
    private const int AtATime = 4;

    private readonly Stack<Ahead> ahead = new();
    private readonly HashSet<UInt128> met = [];

    /// <summary>An address that is to be asked for. One that no page leads to is left out where the house doesn't give it.</summary>
    private sealed record Ahead(string Address, bool IsLinked, int Depth = 0);

    /// <summary>True for a path that belongs to the copy.</summary>
    internal bool Has(string path) => met.Contains(CopyPaths.Key(path));

    /// <summary>Adds a path that is not asked for; false where it belongs to the copy already.</summary>
    internal bool Add(string path) => met.Add(CopyPaths.Key(path));

    /// <summary>Addresses that the house could not answer: a fault of ours.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>Where the walk begins; what no page leads to is taken if the house gives it.</summary>
    internal void Begin(IEnumerable<string> linked, IEnumerable<string> others)
    {
        foreach (var address in others.Reverse()) ahead.Push(new Ahead(address, false));
        Lead(new Ahead("/", true), linked);
    }

    /// <summary>Every file of the copy, one after the other, until nothing lies ahead.</summary>
    /// <param name="most">Addresses after which the site counts as one that leads on for ever.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async IAsyncEnumerable<WalkedFile> FilesAsync(long most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (Next() is { Count: > 0 } batch)
        {
            cancellation.ThrowIfCancellationRequested();
            if (met.Count > most) throw new InvalidDataException($"the site leads on and on: more than {most} addresses, the last {batch[0].Address}");
            foreach (var found in await Task.WhenAll(batch.Select(one => Task.Run(() => LookAsync(one), cancellation))))
                if (Taken(found) is { } file) yield return file;
        }
    }

    private List<Ahead> Next()
    {
        var batch = new List<Ahead>(AtATime);
        while (batch.Count < AtATime && ahead.TryPop(out var next))
            if (next.IsLinked || !Has(links.Paths.Of(next.Address))) batch.Add(next);
        return batch;
    }

    private async Task<Look> LookAsync(Ahead one)
    {
        var path = links.Paths.Of(one.Address);
        if (before(one.Address, one.Depth, path, Has) is { Line.Made: { } made } left) return new Look(one, path, made.Status, made.IsPage, left.Copied) { Left = left.Line };
        var reads = PageReads.Begin(from);
        var answer = await site.AskAsync(one.Address == "/" ? CopyPaths.Front : one.Address);
        return new Look(one, path, answer.Status, answer.IsPage, CopyOf(one, answer)) { Reads = answer.IsKept || IsSealed(one.Address) ? reads : null };
    }

    private Copied CopyOf(Ahead one, SiteAnswer answer) =>
        answer.Location is { } location && answer.Status is >= 300 and < 400 ? CopiedPage.Moved(one.Address, location, links)
        : answer.IsPage ? CopiedPage.Of(one.Address, one.Depth, answer.Bytes, links)
        : new Copied(answer.Bytes, [], [.. FurtherAddresses.In(one.Address, answer.Bytes, root)]);

    // What a version sealed, as the shelf gives it, and its proof: they hang on the piece, its provider's card and the log's key.
    private static bool IsSealed(string address) => address.Split('/') is ["", "items", _, _, "record" or "summary" or "delivery" or "proof"];

    private WalkedFile? Taken(Look look)
    {
        if (look.IsFault && look.Of.IsLinked) Fault(look);
        if (look.IsFault || (!look.Of.IsLinked && (look.Status != StatusCodes.Status200OK || !met.Add(CopyPaths.Key(look.Path))))) return null;
        foreach (var further in look.Copied.Beside.Reverse()) ahead.Push(new Ahead(further, false));
        Lead(look.Of, look.Copied.Met);
        return new WalkedFile(look.Of.Address, look.Path, look.Copied.Bytes, look.IsPage) { Depth = look.Of.Depth, Status = look.Status, Beside = look.Copied.Beside, Reads = look.Reads, Left = look.Left };
    }

    private void Fault(Look look)
    {
        met.Remove(CopyPaths.Key(look.Path));
        Faults.Add(look.Of.Address);
    }

    // The last comes first off the stack.
    private void Lead(Ahead from, IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Reverse().Where(address => met.Add(CopyPaths.Key(links.Paths.Of(address))))) ahead.Push(new Ahead(address, true, CopyLinks.DepthOf(from.Address, from.Depth, address)));
    }

    private sealed record Look(Ahead Of, string Path, int Status, bool IsPage, Copied Copied)
    {
        internal PageReads? Reads { get; init; }

        internal ReadLine? Left { get; init; }

        internal bool IsFault => Status >= StatusCodes.Status500InternalServerError;
    }
}

/// <summary>A file of a copy.</summary>
/// <param name="Address">What the house answered there.</param>
/// <param name="Path">In the folder.</param>
/// <param name="Bytes">As they stand in the copy.</param>
/// <param name="IsPage">True for one that readers read.</param>
internal sealed record WalkedFile(string Address, string Path, byte[] Bytes, bool IsPage)
{
    /// <summary>How many pages of older pieces lie before it.</summary>
    internal int Depth { get; init; }

    internal int Status { get; init; }

    /// <summary>Addresses that go with it, without a link.</summary>
    internal IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>What it was made of; null where not all of that is known.</summary>
    internal PageReads? Reads { get; init; }

    /// <summary>What was noted of it before, where it stays as it is.</summary>
    internal ReadLine? Left { get; init; }
}
