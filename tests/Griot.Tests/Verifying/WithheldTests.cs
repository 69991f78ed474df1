using System.Text;
using System.Text.Json.Nodes;

namespace Griot.Tests.Verifying;

/// <summary>A house that lies by leaving out: each answer by itself is one that an honest house might give.</summary>
public sealed class WithheldTests(HonestHouse house) : IClassFixture<HonestHouse>, IAsyncLifetime
{
    private readonly Stranger stranger = new();
    private Liar liar = null!;

    [Fact]
    public async Task A_page_with_other_words_of_which_everything_sealed_is_kept_back_is_found_out()
    {
        liar.Change = (path, bytes) => path switch
        {
            _ when path.EndsWith("/proof", StringComparison.Ordinal) => WithoutSalts(bytes),
            _ when path == house.Page => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("pour de bon", "pour deux jours", StringComparison.Ordinal)),
            _ when path.StartsWith($"/items/{house.Item}/2/", StringComparison.Ordinal) => null,
            _ => bytes,
        };

        var found = await stranger.VerifyAsync(liar.At(house.Page), "--key", house.Key);

        Assert.Equal(["page"], found.Failed);
    }

    public async ValueTask InitializeAsync() => liar = await Liar.OpenAsync(house.Site.Address);

    public async ValueTask DisposeAsync()
    {
        await liar.DisposeAsync();
        stranger.Dispose();
    }

    private static byte[] WithoutSalts(byte[] proof)
    {
        var lines = Encoding.UTF8.GetString(proof).Split('\n');
        var extra = JsonNode.Parse(Convert.FromBase64String(lines[1]["extra ".Length..]))!;
        extra["salts"] = new JsonObject { ["delivery"] = null, ["record"] = null, ["summary"] = null };
        lines[1] = "extra " + Convert.ToBase64String(Encoding.UTF8.GetBytes(extra.ToJsonString()));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
