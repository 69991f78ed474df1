using System.Text;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>The sealed words of a version, each compared with its commitment; null where terms keep it back.</summary>
internal sealed record SealedWords(byte[]? Record, byte[]? Summary)
{
    internal int Length => (Record?.Length ?? 0) + (Summary?.Length ?? 0);
}

/// <summary>
/// One piece as the site serves it, against the log: R8 (what is shown is what was sealed) and R9 (what is for the public is
/// served, and nothing else). Safe for several callers at a time.
/// </summary>
internal sealed class ServedPiece(LogSite site, OpenedContent contents, PageAddresses pages)
{
    /// <summary>What is wrong with a piece, and its words where it is shown rightly.</summary>
    internal async Task<(IReadOnlyList<Finding> Findings, SealedWords? Words)> LookAsync(ItemState state, byte[]? entry, CancellationToken cancellation) =>
        state is { Standing: Standing.Visible, Current: { } current } && entry is not null
            ? await ShownAsync(state, current, entry, cancellation)
            : (await HiddenAsync(state, cancellation), null);

    private async Task<(IReadOnlyList<Finding>, SealedWords?)> ShownAsync(ItemState state, SealedEntry current, byte[] entry, CancellationToken cancellation)
    {
        var (item, number) = (state.Item, current.Entry.Version ?? 0);
        var answer = await site.GetAsync($"items/{item}", FetchRequest.DefaultMaxBytes, cancellation, "application/json");
        if (answer.Bytes is not { } json) return ([new Finding("R9", current.Index, $"/items/{item}", $"a piece that is for the public is not served: {answer.Why}")], null);
        var found = new List<Finding>();
        var words = await WordsAsync(item, number, current, entry, found, cancellation);
        if (words is null) return (found, null);
        found.AddRange(PieceAnswer.Differences(json, state, current, words).Select(message => new Finding("R8", current.Index, $"/items/{item}", message)));
        if (pages.Of(state, json) is { } page) await PageAsync(page, current, words, found, cancellation);
        return (found, words);
    }

    // The proof is the site's way to open commitments; the entry in it must be the log's own.
    private async Task<SealedWords?> WordsAsync(string item, int number, SealedEntry current, byte[] entry, List<Finding> found, CancellationToken cancellation)
    {
        var at = $"items/{item}/{number}";
        var reply = await site.GetAsync($"{at}/proof", ProofFile.MaxBytes, cancellation, "text/plain");
        if (reply.Bytes is null || SealProof.Read(reply.Bytes) is not { } proof || proof.File.Index != current.Index || !proof.EntryBytes.AsSpan().SequenceEqual(entry))
        {
            found.Add(new Finding("R8", current.Index, $"/{at}/proof", reply.Bytes is null ? $"no proof is given: {reply.Why}" : "what is given as its proof is not of its entry"));
            return null;
        }

        var (record, summary) = (await site.PartAsync($"{at}/record", cancellation), await site.PartAsync($"{at}/summary", cancellation));
        foreach (var (part, bytes) in new[] { (Part.Record, record), (Part.Summary, summary) })
            if (Commitments.Check(proof, part, bytes) is { Outcome: StepOutcome.Failed } step) found.Add(new Finding("R8", current.Index, $"/{at}/{Word.Of(part)}", step.Text));
        return found.Count > 0 ? null : new SealedWords(record.Bytes, summary.Bytes);
    }

    private async Task PageAsync(string page, SealedEntry current, SealedWords words, List<Finding> found, CancellationToken cancellation)
    {
        var reply = await site.GetAsync(page[1..], FetchRequest.DefaultMaxBytes, cancellation, "text/html");
        if (reply.Bytes is not { } html) found.Add(new Finding("R9", current.Index, page, $"the page of a piece that is for the public is not served: {reply.Why}"));
        else if (PageSteps.Check(Encoding.UTF8.GetString(html), words.Record, words.Summary) is { Outcome: StepOutcome.Failed } step) found.Add(new Finding("R8", current.Index, page, step.Text));
        else if (words is { Record: null, Summary: null } && PageText.Read(Encoding.UTF8.GetString(html)) is { Body.Length: > 0 })
            found.Add(new Finding("R8", current.Index, page, "its text is shown, and all that it should be is kept back"));
    }

    private async Task<IReadOnlyList<Finding>> HiddenAsync(ItemState state, CancellationToken cancellation)
    {
        var (found, cause) = (new List<Finding>(), state.Cause ?? state.Last);
        var expected = state.WasPublic ? 410 : 404;
        foreach (var place in (string[])[$"/items/{state.Item}", .. pages.Of(state)])
        {
            var reply = await site.GetAsync(place[1..], FetchRequest.DefaultMaxBytes, cancellation, place.StartsWith("/items/", StringComparison.Ordinal) ? "application/json" : "text/html");
            if (reply.Status == expected) continue;
            found.Add(new Finding("R9", cause.Index, place, reply.Bytes is not null ? $"a piece that is {WordOf(state)} is served all the same"
                : state.WasPublic ? $"in the place of a piece that is {WordOf(state)} its tombstone (410) is not shown: {reply.Why}"
                : $"of a piece that is {WordOf(state)} and was never public something is told: {reply.Why}"));
        }

        if (state.Standing != Standing.Withdrawn) await LeaksAsync(state, cause, found, cancellation);
        return found;
    }

    // No salt goes out for what is not shown: with it, a guessed text could be confirmed.
    private async Task LeaksAsync(ItemState state, SealedEntry cause, List<Finding> found, CancellationToken cancellation)
    {
        var newest = state.Versions[^1];
        if ((await site.GetAsync($"items/{state.Item}/{newest.Entry.Version}/record", FetchRequest.DefaultMaxBytes, cancellation)).Bytes is not null)
            found.Add(new Finding("R9", cause.Index, $"/items/{state.Item}/{newest.Entry.Version}/record", $"the text of a piece that is {WordOf(state)} is served all the same"));
        if (await contents.PartsAsync(newest.Index, cancellation) is { Count: > 0 } parts)
            found.Add(new Finding("R9", cause.Index, $"/log/entry/{newest.Index}", $"of a piece that is {WordOf(state)} the log opens {string.Join(", ", parts)}"));
    }

    private static string WordOf(ItemState state) => Word.Of(state.Standing);
}
