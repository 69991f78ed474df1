using System.Text;
using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Operator;

/// <summary>What lies in quarantine of that which an order names.</summary>
/// <param name="Held">Rows of its provider that hold it.</param>
/// <param name="Unsure">Rows in which some of it is found, or a copy that is another provider's own; and all others of its channels.</param>
/// <param name="Unsearched">Rows of its provider that could not be searched.</param>
internal sealed record FoundRows(IReadOnlyList<long> Held, IReadOnlyList<long> Unsure, IReadOnlyList<long> Unsearched)
{
    internal static FoundRows None { get; } = new([], [], []);
}

/// <summary>
/// Looks through the quarantine, row by row, for what goes by order. By itself only what is the provider's own and holds it for
/// sure is taken: another provider's waiting words are its own, as its pieces are.
/// </summary>
internal sealed class QuarantineSearch(LedgerStore ledger, string? provider, IReadOnlyList<string> channels)
{
    // So a mail says that its words are wrapped: raw, nothing is found in it.
    private const string Wrapped = "content-transfer-encoding:";

    internal FoundRows Find(Func<QuarantineRow, FeedItem?, Likeness> compare)
    {
        List<long> held = [], unsure = [], unsearched = [];
        foreach (var id in ledger.QuarantineNumbers())
        {
            if (ledger.Quarantine(id) is not [var row]) continue;
            var (item, isItsProviders) = (ItemOf(row), row.Content.Provider == provider);
            var likeness = compare(row, item);
            if (likeness == Likeness.None && item is null && !IsSearchable(row)) likeness = Likeness.Unread;
            if (likeness == Likeness.Same && isItsProviders) held.Add(id);
            else if (likeness == Likeness.Unread && isItsProviders) unsearched.Add(id);
            else if (likeness is Likeness.Some or Likeness.Same || channels.Contains(row.Content.Channel)) unsure.Add(id);
        }

        return new FoundRows(held, unsure, unsearched);
    }

    private static FeedItem? ItemOf(QuarantineRow row) =>
        row.Content.Context is { } context ? ItemReader.Read(row.Content.Bytes, ItemContext.FromJson(context)).Item : null;

    // What is in an 8-bit encoding is no UTF-8, and has no control characters all the same.
    private static bool IsSearchable(QuarantineRow row) =>
        !Encoding.Latin1.GetString(row.Content.Bytes).Contains(Wrapped, StringComparison.OrdinalIgnoreCase)
        && new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Any(encoding => IsText(encoding.GetString(row.Content.Bytes)));

    private static bool IsText(string text) => !text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c));
}
