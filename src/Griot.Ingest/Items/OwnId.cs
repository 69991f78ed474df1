using System.Text;

namespace Griot.Ingest.Items;

/// <summary>
/// Whether an item has an id of its own. Its reader puts the link, or a fingerprint, in the place of a missing one; the
/// delivery shows which it was. Only the choice of a channel's policy asks this: an error changes a name and no item.
/// </summary>
internal static class OwnId
{
    private const string Fingerprint = "griot:";

    internal static bool IsGiven(Piece piece, string id)
    {
        if (id.StartsWith(Fingerprint, StringComparison.Ordinal)) return false;
        var element = piece.Context.Format switch { "rss" => "guid"u8, "atom" => "id"u8, _ => default };
        if (element.IsEmpty || piece.Context.Encoding.StartsWith("utf-16", StringComparison.Ordinal) || piece.Context.Encoding.StartsWith("utf-32", StringComparison.Ordinal)) return true;
        return HasStartTag(piece.Delivery.Span, element);
    }

    // A tag of that name, with or without a prefix.
    private static bool HasStartTag(ReadOnlySpan<byte> delivery, ReadOnlySpan<byte> name)
    {
        for (var at = Find(delivery, name); at >= 0; at = Find(delivery, name))
        {
            var end = at + name.Length;
            if (at > 0 && delivery[at - 1] is (byte)'<' or (byte)':' && end < delivery.Length && delivery[end] is (byte)'>' or (byte)'/' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') return true;
            delivery = delivery[end..];
        }

        return false;
    }

    private static int Find(ReadOnlySpan<byte> delivery, ReadOnlySpan<byte> name)
    {
        Span<byte> upper = stackalloc byte[name.Length];
        Ascii.ToUpper(name, upper, out _);
        var lower = delivery.IndexOf(name);
        return lower >= 0 ? lower : delivery.IndexOf(upper);
    }
}
