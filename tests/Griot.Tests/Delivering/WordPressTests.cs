using System.Diagnostics;
using System.Text.Json.Nodes;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Delivering;

/// <summary>The plugin of docs/wordpress in as much of WordPress as it touches, against a real house.</summary>
public sealed class WordPressTests : IDisposable
{
    private readonly DataFolder house = new();
    private string address = "";
    private string key = "";

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_post_is_delivered_updated_and_withdrawn_and_what_could_not_be_sent_is_sent_later()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/php"), "php is not installed");
        var port = GriotProgram.FreePort();
        await house.DoAsync("provider", "add", "--name", "Le blog", "--kind", "individual", "--language", "fr");
        var channel = JsonNode.Parse((await house.DoAsync("channel", "add", "le-blog", "--push", "--json", "--public-url", $"http://127.0.0.1:{port}")).Output)!;
        (address, key) = (channel["address"]!.GetValue<string>(), channel["key"]!.GetValue<string>());
        Assert.Equal($"http://127.0.0.1:{port}/deliver/{channel["channel"]!.GetValue<string>()}", address);

        Assert.Equal("1", await PhpAsync("publish", "Le fleuve monte.", "Il monte & monte."));
        await using var site = new Site(GriotProgram.Start("run", "--port", $"{port}", "--data", house.Data), port);
        await site.Server.SaidAsync("is open");
        Assert.Equal("0", await PhpAsync("hour", "", ""));
        var item = Assert.Single(await site.ItemsAsync());
        Assert.Equal(("Le fleuve monte.", "<p>Il monte &amp; monte.</p>", "https://blog.example/le-fleuve"), (Text(item, "title"), Text(item, "content_html"), Text(item, "external_url")));

        Assert.Equal("0", await PhpAsync("change", "Le fleuve monte.", "Il baisse."));
        Assert.Equal((2, "update"), (Assert.Single(await site.ItemsAsync())["_griot"]!["version"]!.GetValue<int>(), Text(Assert.Single(await site.ItemsAsync())["_griot"]!, "signal")));

        Assert.Equal("0", await PhpAsync("draft", "Le fleuve monte.", "Rien de tout cela."));
        Assert.Contains("Il baisse", Text(Assert.Single(await site.ItemsAsync()), "content_html"), StringComparison.Ordinal);
        Assert.Equal("0", await PhpAsync("password", "Le fleuve monte.", "Il baisse."));
        Assert.Empty(await site.ItemsAsync());
        Assert.Contains("<at:deleted-entry", await site.ReadAsync("/feeds/all.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_deleted_or_binned_is_withdrawn()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/php"), "php is not installed");
        var port = GriotProgram.FreePort();
        await house.DoAsync("provider", "add", "--name", "Le blog", "--kind", "individual", "--language", "fr");
        var channel = JsonNode.Parse((await house.DoAsync("channel", "add", "le-blog", "--push", "--json", "--public-url", $"http://127.0.0.1:{port}")).Output)!;
        (address, key) = (channel["address"]!.GetValue<string>(), channel["key"]!.GetValue<string>());
        await using var site = new Site(GriotProgram.Start("run", "--port", $"{port}", "--data", house.Data), port);
        await site.Server.SaidAsync("is open");
        foreach (var (happening, text) in ((string, string)[])[("trash", "Il monte."), ("delete", "Il monte encore.")])
        {
            Assert.Equal("0", await PhpAsync("publish", "Le fleuve", text));
            Assert.Single(await site.ItemsAsync());
            Assert.Equal("0", await PhpAsync(happening, "Le fleuve", text));
            Assert.Empty(await site.ItemsAsync());
        }
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private async Task<string> PhpAsync(string happening, string title, string content)
    {
        var checkout = SharedMaterial.Checkout();
        var post = new JsonObject { ["ID"] = 7, ["post_title"] = title, ["post_content"] = content, ["post_name"] = "le-fleuve", ["post_author"] = "Awa Koné" };
        string[] said =
        [
            Path.Combine(checkout, "tests", "Griot.Tests", "Delivering", "wordpress.php"), Path.Combine(checkout, "docs", "wordpress", "griot-deliver.php"),
            house.File("options"), address, key, happening, post.ToJsonString(),
        ];
        using var php = Process.Start(new ProcessStartInfo("php", said) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await php.StandardOutput.ReadToEndAsync();
        await php.WaitForExitAsync();
        Assert.Equal(0, php.ExitCode);
        return output.Trim();
    }
}
