using System.Net;
using System.Security.Cryptography;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>
/// Where the links of a page lead in a copy: into it, to the page that says what only a server can do, or out of it, as they
/// are.
/// </summary>
/// <param name="paths">Which file holds which address.</param>
/// <param name="editions">The editions that are copied.</param>
/// <param name="live">The site itself, where others can reach it; else null.</param>
internal sealed class CopyLinks(CopyPaths paths, IReadOnlyList<Edition> editions, Uri? live)
{
    // Only to take links apart: a name that no provider can have known, so that none of its links is taken for one of the house's.
    private static readonly Uri Here = new($"http://{RandomNumberGenerator.GetHexString(32, lowercase: true)}.invalid/");

    /// <summary>A link, as it stands in a copied page.</summary>
    /// <param name="Text">What to write.</param>
    /// <param name="Address">The address in the copy that it leads to; null where it leads out of it.</param>
    internal sealed record Written(string Text, string? Address);

    internal CopyPaths Paths => paths;

    /// <summary>The edition that an address belongs to, or the first of those that are copied.</summary>
    internal Edition EditionOf(string address) => Named(address) is { } edition && editions.Contains(edition) ? edition : editions[0];

    /// <summary>
    /// Pages of older pieces behind a list's first: what arrives shifts all of them, so that a list of all pieces would be written anew as a
    /// whole each time. The last one leads on to the list of days; the lists of each day and each provider go on to their ends, and so lead to
    /// every piece.
    /// </summary>
    internal const int MostOlder = 20;

    /// <summary>How many pages of older pieces lie before an address, for whoever comes from another one.</summary>
    internal static int DepthOf(string from, int depth, string address) =>
        !IsOlder(address) ? 0 : PathOf(from) == PathOf(address) ? depth + 1 : depth;

    /// <summary>Null where a link stays as it is.</summary>
    /// <param name="from">The address of the page that it stands on.</param>
    /// <param name="depth">Of that page.</param>
    /// <param name="link">As it was written, without references of HTML.</param>
    internal Written? Of(string from, int depth, string link)
    {
        if (link.Length == 0 || link[0] == '#' || !Uri.TryCreate(new Uri(Here, from), link, out var uri) || uri.Authority != Here.Authority || uri.Scheme != Here.Scheme) return null;
        var address = uri.PathAndQuery;
        if (Named(address) is { } edition && !editions.Contains(edition)) return live is not null ? new Written(live.GetLeftPart(UriPartial.Authority) + address, null) : To(from, CopyPaths.Front, "");
        if (depth >= MostOlder && DepthOf(from, depth, address) > MostOlder && !GoesOn(uri.AbsolutePath)) return To(from, CopyPaths.Days(EditionOf(from).Code), "");
        return OnlyLive(uri.AbsolutePath) is { } part ? To(from, CopyPaths.About(EditionOf(from).Code), "#" + part) : To(from, address, uri.Fragment);
    }

    /// <summary>The same for the candidates of a picture, each with its width.</summary>
    internal string Sources(string from, string sources, List<string> met) => string.Join(", ", sources.Split(',', StringSplitOptions.TrimEntries).Select(source =>
    {
        var address = source.Split(' ', 2);
        if (Of(from, 0, address[0]) is not { } written) return source;
        if (written.Address is { } inside) met.Add(inside);
        return string.Join(' ', [written.Text, .. address[1..]]);
    }));

    private Written To(string from, string address, string fragment) => new(CopyPaths.Relative(paths.Of(from), paths.Of(address)) + fragment, address);

    /// <summary>Which part of the page on what a copy can't do speaks of an address; null for one that can be copied.</summary>
    internal static string? OnlyLive(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["hub" or "changes" or "health" or "case" or "provide" or "deliver" or "websub", ..] => "ask",
        ["search.json"] or ["feeds", "search.atom" or "search.rss" or "search.json"] or [_, "search", ..] => "search",
        [_, "verify", ..] => "check",
        [_, "case", ..] or [_, _, _, "ask"] => "ask",
        _ => null,
    };

    private static bool IsOlder(string address) => address.Contains("?before=", StringComparison.Ordinal) || address.Contains("&before=", StringComparison.Ordinal);

    private static string PathOf(string address) => address.Split('?')[0];

    private static bool GoesOn(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [_, "withdrawals" or "corrections" or "answers"] or [_, "day", _] => true,
        [_, var slug] => !ReservedWords.Contains(slug),
        _ => false,
    };

    private static Edition? Named(string address) => address.Split('/', '?') is ["", var first, ..] ? Editions.Find(WebUtility.UrlDecode(first)) : null;
}
