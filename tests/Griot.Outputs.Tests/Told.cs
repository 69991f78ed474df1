using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>A version as the test told it: its mark stands in its headline, its summary and its text, each time in other letters.</summary>
internal sealed record Told(string Mark, int Number, DateTimeOffset? Embargo, DateTimeOffset? Expires)
{
    /// <summary>For how much it was delivered.</summary>
    public Terms Terms { get; init; }

    /// <summary>It says itself that it may not be used everywhere.</summary>
    public bool IsTerritorial { get; init; }

    public AiUse? Ai { get; init; }

    public Permission? Resale { get; init; }

    /// <summary>False where it was sealed without one: for headline and link alone.</summary>
    public bool HasExcerpt { get; init; }

    public bool HasText { get; init; }

    /// <summary>It could be read at some moment.</summary>
    public bool WasReadable { get; set; }

    public bool IsTakenBack { get; set; }

    public bool IsRemoved { get; set; }

    public string Headline => $"head{Mark}daeh";

    public string Excerpt => $"sum{Mark}mus";

    public string Text => $"body{Mark}ydob";

    public IReadOnlyList<string> All => [Headline, Excerpt, Text];
}

/// <summary>
/// What must be shown of one piece, thought out a second time: by what was told and by the clock, without entries and
/// without the machine.
/// </summary>
internal sealed class Expectation
{
    private readonly List<Told> readable = [];
    private Told? waiting;

    /// <summary>What its provider has agreed.</summary>
    public Agreed Agreed { get; } = new();

    public List<Told> Versions { get; } = [];

    public bool IsHeld { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>Its provider's last word is that it took the piece back.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>The provider's own dates of what it said, with the version whose content holds each: one that was removed says none.</summary>
    public List<(DateTimeOffset Date, Told? Of)> Dates { get; } = [];

    /// <summary>The newest of them.</summary>
    public DateTimeOffset? Newest => Dates.Where(dated => dated.Of is not { IsRemoved: true }).Select(dated => (DateTimeOffset?)dated.Date).LastOrDefault();

    /// <summary>The version that every output shows; null: none of it.</summary>
    public Told? Shown => IsHeld || IsRemoved || readable.Count == 0 ? null : readable[^1];

    public void Tell(Told told, DateTimeOffset now)
    {
        Versions.Add(told);
        IsDeleted = false;
        Dates.Add((now, told));
        if (told.Expires <= now) TakeBack();
        else if (told.Embargo > now) waiting = told;
        else Show(told);
    }

    /// <summary>The provider takes all of it back.</summary>
    public void TakeBack()
    {
        foreach (var version in Versions) version.IsTakenBack = true;
        readable.Clear();
        waiting = null;
    }

    public void RemoveNewest()
    {
        if (Versions.FindLast(version => !version.IsRemoved) is not { } newest) return;
        newest.IsRemoved = true;
        readable.Remove(newest);
        if (waiting == newest) waiting = null;
    }

    /// <summary>Embargoes end and pieces expire.</summary>
    public void Wait(DateTimeOffset now)
    {
        if (readable.Count > 0 && readable[^1].Expires <= now) readable.Clear();
        if (waiting is not null && waiting.Embargo <= now)
        {
            if (waiting.Expires is null || waiting.Expires > now) Show(waiting);
            waiting = null;
        }
    }

    /// <summary>Whether a version's own address may give its text.</summary>
    public bool MayBeRead(Told told) => Shown is not null && told is { WasReadable: true, IsTakenBack: false, IsRemoved: false };

    /// <summary>How much of a version may be shown: never more than was agreed with it, is agreed now, or goes with the version that is shown.</summary>
    public Terms TermsOf(Told told, DateTimeOffset now)
    {
        var ruling = Shown ?? told;
        if (Agreed.IsTerritorial || told.IsTerritorial || ruling.IsTerritorial) return Terms.Link;
        return new[] { Agreed.At(now), told.Terms, ruling.Terms }.Max();
    }

    private void Show(Told told)
    {
        told.WasReadable = true;
        readable.Add(told);
        waiting = null;
    }
}
