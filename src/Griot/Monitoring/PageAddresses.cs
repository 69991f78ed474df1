using System.Text.Json;
using Griot.Record;

namespace Griot.Monitoring;

/// <summary>
/// The addresses of the pages of pieces, as paths from the site's root. What the site names itself is taken only where it is
/// a page of that piece; of what it does not name, the address is made as interfaces.md has it.
/// </summary>
internal sealed class PageAddresses(IReadOnlyList<string> editions, IReadOnlyDictionary<string, string> slugs)
{
    /// <summary>The page that the site's own answer names; null where it names none of this piece.</summary>
    internal string? Of(ItemState state, byte[] answer) => Named(answer) is { } path && ItemOf(path) == state.Item ? path : Of(state).FirstOrDefault();

    /// <summary>Where its page would be, in the first edition; nothing where the site has no edition that is known, or its provider no card.</summary>
    internal IEnumerable<string> Of(ItemState state) => editions.Count > 0 && slugs.TryGetValue(state.Provider, out var slug) ? [$"/{editions[0]}/{Uri.EscapeDataString(slug)}/{state.Item}"] : [];

    /// <summary>The item whose page a path is; null for any other path.</summary>
    internal static string? ItemOf(string path) => path.Split('?', '#')[0].Split('/') is ["", { Length: > 0 }, { Length: > 0 }, var item] && OpaqueId.IsWellFormed(item) ? item : null;

    /// <summary>A link as a path from the site's root; null where it leads elsewhere than to paths of this kind.</summary>
    internal static string? PathOf(string link)
    {
        if (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)) return link;
        return Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.PathAndQuery : null;
    }

    private static string? Named(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("page", out var page) && page.ValueKind == JsonValueKind.String ? PathOf(page.GetString()!) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
