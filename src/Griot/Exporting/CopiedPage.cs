using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Griot.Formats.Tags;

namespace Griot.Exporting;

/// <summary>
/// A page as it stands in a copy: byte for byte what the house serves, but for its links, its forms, which a copy can't answer,
/// and the guards that a server says in headers and a file has to say itself.
/// </summary>
internal sealed class CopiedPage
{
    // What the house's own pages say (Griot.Web, ContentPolicy). Browsers don't agree on what a file's own origin is.
    private const string Guards =
        """
        
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; img-src 'self' file:; form-action 'none'; base-uri 'none'">
        <meta name="referrer" content="same-origin">
        """;

    // As in the house's own pages: letters of every script stand as themselves.
    private static readonly HtmlEncoder Letters = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string address;
    private readonly int depth;
    private readonly byte[] page;
    private readonly CopyLinks links;
    private readonly ArrayBufferWriter<byte> written;
    private readonly List<string> met = [];
    private readonly List<string> beside = [];
    private int done;

    private CopiedPage(string address, int depth, byte[] page, CopyLinks links)
    {
        (this.address, this.depth, this.page, this.links) = (address, depth, page, links);
        written = new ArrayBufferWriter<byte>(page.Length + 2048);
    }

    /// <summary>A page of the house, for its copy.</summary>
    /// <param name="address">Its own.</param>
    /// <param name="depth">How many pages of older pieces lie before it.</param>
    /// <param name="page">As the house serves it.</param>
    /// <param name="links">Where its links lead in the copy.</param>
    internal static Copied Of(string address, int depth, byte[] page, CopyLinks links)
    {
        var copied = new CopiedPage(address, depth, page, links);
        copied.Write();
        return new Copied(copied.written.WrittenSpan.ToArray(), copied.met, copied.beside);
    }

    /// <summary>A page in place of an address that has moved.</summary>
    internal static Copied Moved(string address, string location, CopyLinks links)
    {
        var link = WebUtility.HtmlEncode(location);
        return Of(address, 0, Encoding.UTF8.GetBytes($"<!doctype html>\n<html><head>\n<meta charset=\"utf-8\">\n<title>{link}</title>\n</head>\n<body><p><a href=\"{link}\">{link}</a></p></body></html>\n"), links);
    }

    private void Write()
    {
        var walk = new TagWalk(page, isPage: true);
        while (walk.Read())
        {
            if (walk.IsEnd || walk.Start < done) continue;
            if (walk.Is("head"u8)) Insert(End(walk), Guards);
            else if (walk.Is("form"u8)) PutAside(walk);
            else Attributes(walk.Inside);
        }

        Take(page.Length);
    }

    private void Attributes(ReadOnlySpan<byte> inside)
    {
        var attributes = new TagAttributes(inside);
        while (attributes.Read())
        {
            if (attributes.Value.IsEmpty) continue;
            if (attributes.Is("href"u8) || attributes.Is("src"u8)) Link(attributes.Value);
            else if (attributes.Is("srcset"u8)) Replace(attributes.Value, links.Sources(address, Text(attributes.Value), met));
        }
    }

    private void Link(ReadOnlySpan<byte> value)
    {
        var text = Text(value);
        if (links.Of(address, depth, text) is not { } link) return;
        beside.AddRange(FurtherAddresses.Beside(text));
        if (link.Address is { } inside) met.Add(inside);
        Replace(value, link.Text);
    }

    // A form asks a server. In its place stands a link to the page that says so.
    private void PutAside(TagWalk form)
    {
        var (kind, action) = ("", "");
        var attributes = new TagAttributes(form.Inside);
        while (attributes.Read())
        {
            if (attributes.Is("class"u8)) kind = Text(attributes.Value);
            else if (attributes.Is("action"u8)) action = Text(attributes.Value);
        }

        var edition = links.EditionOf(address);
        var isSearch = CopyLinks.OnlyLive(action) == "search";
        var link = links.Of(address, 0, CopyPaths.About(edition.Code) + (isSearch ? "#search" : "#ask"))!;
        met.Add(link.Address!);
        Take(form.Start);
        Put($"<p class=\"{Letters.Encode(kind)}\"><a href=\"{link.Text}\">{Letters.Encode(edition.Text(isSearch ? "web.search" : "site.copy.instead"))}</a></p>");
        var end = page.AsSpan(form.Start).IndexOf("</form>"u8);
        done = end < 0 ? page.Length : form.Start + end + "</form>".Length;
    }

    private void Insert(int at, string text)
    {
        Take(at);
        Put(text);
    }

    private void Replace(ReadOnlySpan<byte> value, string text)
    {
        if (!page.AsSpan().Overlaps(value, out var at)) return;
        Take(at);
        Put(WebUtility.HtmlEncode(text));
        done = at + value.Length;
    }

    private void Take(int end)
    {
        written.Write(page.AsSpan(done, end - done));
        done = end;
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, written);

    private int End(TagWalk tag) => tag.Start + page.AsSpan(tag.Start).IndexOf((byte)'>') + 1;

    private static string Text(ReadOnlySpan<byte> value) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(value));
}

/// <summary>An answer of the house as it stands in a copy.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="Met">The addresses that it leads to, in order.</param>
/// <param name="Beside">Addresses that go with it, without a link.</param>
internal sealed record Copied(byte[] Bytes, IReadOnlyList<string> Met, IReadOnlyList<string> Beside);
