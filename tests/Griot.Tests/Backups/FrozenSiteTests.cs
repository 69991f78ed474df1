using System.Net;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Backups;

/// <summary>What readers see of a house whose store is behind what it published, and of the log that follows.</summary>
public sealed class FrozenSiteTests : IDisposable
{
    private readonly DataFolder house = new();

    [Fact]
    public async Task A_frozen_site_says_so_on_its_pages_and_refuses_the_proofs_that_it_can_t_make_until_the_log_is_succeeded()
    {
        await PublishAsync("crue");
        var backup = house.File("one.tar.gz");
        await house.DoAsync("backup", backup, "--with-key");
        await PublishAsync("decrue");
        Directory.Delete(house.Data, recursive: true);
        await house.DoAsync("restore-backup", backup);
        string page, proof;

        await using (var site = await house.OpenAsync())
        {
            page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).AbsolutePath;
            proof = $"/items/{page.Split('/')[^1]}/1/proof";
            Assert.Contains("Le registre est arrêté", await site.ReadAsync(page), StringComparison.Ordinal);
            foreach (var accept in (string[])["text/plain", "application/json"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, proof) { Headers = { { "Accept", accept } } };
                using var answer = await site.SendAsync(request);
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "3600", "no-store"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString(), answer.Headers.CacheControl?.ToString()));
                Assert.Equal("urn:griot:problem:frozen", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>());
            }
        }

        await house.DoAsync("log", "succeed", "--lost");
        await using var next = await house.OpenAsync();
        var told = await next.ReadAsync(page);
        Assert.DoesNotContain("Le registre est arrêté", told, StringComparison.Ordinal);
        Assert.Contains("Ce registre a pris la place d’un autre", told, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await next.StatusAsync(proof) == HttpStatusCode.OK, () => "no proof by the next log");
    }

    public void Dispose() => house.Dispose();

    private Task<Outcome> PublishAsync(string name) =>
        house.DoAsync("publish", house.Write($"{name}.md", $"# La {name}\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
}
