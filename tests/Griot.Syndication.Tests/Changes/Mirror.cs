using System.Text.Json;

namespace Griot.Syndication.Tests.Changes;

/// <summary>A firm that stays in step by <c>/changes</c>, as docs/api.md tells it to.</summary>
internal sealed class Mirror(Site site)
{
    /// <summary>Every change, as it came.</summary>
    internal List<(long Entry, string Kind)> Seen { get; } = [];

    /// <summary>The pieces as they are shown, by their uri: the standing, and the ninjs document.</summary>
    internal Dictionary<string, (string Standing, string Piece)> Pieces { get; } = new(StringComparer.Ordinal);

    internal long Next { get; private set; }

    internal static async Task<JsonElement> Ask(Site site, string address) => JsonDocument.Parse(await site.Client.GetStringAsync(address)).RootElement;

    /// <summary>Reads to the end of the log.</summary>
    internal async Task Catch(int limit)
    {
        while (await Read(limit)) { }
    }

    /// <summary>Reads one page; false at the end of the log.</summary>
    internal async Task<bool> Read(int limit)
    {
        var page = await Ask(site, $"/changes?after={Next}&limit={limit}");
        foreach (var change in page.GetProperty("changes").EnumerateArray())
        {
            Seen.Add((change.GetProperty("entry").GetInt64(), change.GetProperty("kind").GetString()!));
            Keep(change);
            if (change.TryGetProperty("replay", out var replay)) await Replay(replay.GetString()!, page.GetProperty("next").GetInt64());
        }

        Next = page.GetProperty("next").GetInt64();
        return Next < page.GetProperty("size").GetInt64();
    }

    private async Task Replay(string address, long until)
    {
        for (var (next, read) = (new Uri(address).PathAndQuery, 0L); read < until;)
        {
            var page = await Ask(site, next);
            foreach (var change in page.GetProperty("changes").EnumerateArray()) Keep(change);
            next = next.Replace($"after={read}&", $"after={page.GetProperty("next").GetInt64()}&");
            read = page.GetProperty("next").GetInt64();
        }
    }

    private void Keep(JsonElement change)
    {
        if (change.TryGetProperty("piece", out var piece)) Pieces[change.GetProperty("uri").GetString()!] = (change.GetProperty("standing").GetString()!, piece.GetRawText());
    }
}
