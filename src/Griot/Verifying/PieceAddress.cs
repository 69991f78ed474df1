using System.Globalization;
using Griot.Record;

namespace Griot.Verifying;

/// <summary>What an address that was typed says: where the site is, which piece is meant, and which version of it.</summary>
/// <param name="Root">The site; ends with a slash. User information stays in it: it was typed to be used.</param>
/// <param name="Item">The piece.</param>
/// <param name="Version">Null: the newest.</param>
/// <param name="Page">The address itself, where it is a page for readers; null for one below <c>/items/</c>.</param>
internal sealed record PieceAddress(Uri Root, string Item, int? Version, Uri? Page)
{
    private const int BeforeItem = 2;

    /// <summary>Reads an address; null where it names no piece. Anything that stands before the site's own part is kept: a mirror may have a folder.</summary>
    internal static PieceAddress? Parse(Uri address)
    {
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var item = Array.FindLastIndex(parts, OpaqueId.IsWellFormed);
        if (item < 1) return null;
        var version = VersionOf(parts.ElementAtOrDefault(item + 1));
        if (parts[item - 1] == "items") return new PieceAddress(RootOf(address, parts[..(item - 1)]), parts[item], version, null);
        return item < BeforeItem || parts.Length > item + (version is null ? 1 : 2)
            ? null
            : new PieceAddress(RootOf(address, parts[..(item - BeforeItem)]), parts[item], version, address);
    }

    /// <summary>The root of a site as typed.</summary>
    internal static Uri RootOf(Uri address, IEnumerable<string>? folder = null) =>
        new UriBuilder(address) { Path = string.Concat((folder ?? address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)).Select(part => part + "/")), Query = "", Fragment = "" }.Uri;

    private static int? VersionOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
