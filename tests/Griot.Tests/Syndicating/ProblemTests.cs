using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Griot.Tests.House;
using Griot.Tests.Running;

namespace Griot.Tests.Syndicating;

public sealed partial class ProblemTests
{
    [GeneratedRegex("{[a-z]+}", RegexOptions.NonBacktracking)]
    private static partial Regex PathPattern { get; }

    [Fact]
    public async Task Every_error_for_a_program_is_a_problem_with_a_name_that_the_documents_list()
    {
        using var folder = new DataFolder();
        await using var house = await folder.OpenAsync();
        var listed = Checkout.Read("docs/api.md");
        (string Method, string Address, HttpStatusCode Status)[] asked =
        [
            ("GET", "/items", HttpStatusCode.NotFound), ("GET", "/items/x/1/y/z", HttpStatusCode.NotFound), ("GET", "/feeds/all", HttpStatusCode.NotFound),
            ("GET", "/feeds/all.xml", HttpStatusCode.NotFound), ("GET", "/log/nothing", HttpStatusCode.NotFound), ("GET", "/changes/more", HttpStatusCode.NotFound),
            ("GET", "/changes?after=x", HttpStatusCode.BadRequest), ("POST", "/changes", HttpStatusCode.MethodNotAllowed), ("DELETE", "/items/x/1/record", HttpStatusCode.MethodNotAllowed),
            ("PUT", "/providers.csv", HttpStatusCode.MethodNotAllowed), ("POST", "/openapi.json", HttpStatusCode.MethodNotAllowed), ("POST", "/withdrawals.json", HttpStatusCode.MethodNotAllowed),
            ("GET", "/deliver/x", HttpStatusCode.MethodNotAllowed), ("POST", "/feeds/all.atom", HttpStatusCode.MethodNotAllowed),
            ("GET", "/hub", HttpStatusCode.MethodNotAllowed), ("POST", "/hub", HttpStatusCode.UnsupportedMediaType), ("GET", "/websub/x", HttpStatusCode.NotFound), ("POST", "/websub/x", HttpStatusCode.NotFound),
        ];
        foreach (var (method, address, status) in asked)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
            using var answer = await house.SendAsync(request);
            Assert.True(status == answer.StatusCode, $"{method} {address}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal((int)status, problem["status"]!.GetValue<int>());
            Assert.Contains($"`{problem["type"]!.GetValue<string>()}`", listed, StringComparison.Ordinal);
            if (status == HttpStatusCode.MethodNotAllowed) Assert.NotEmpty(answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task A_house_that_is_open_describes_itself()
    {
        using var folder = new DataFolder();
        await folder.AddAsync("Le Pont", new Uri("http://127.0.0.1:9/feed"));
        await using var house = await folder.OpenAsync();
        var document = JsonNode.Parse(await house.ReadAsync("/openapi.json"))!;

        Assert.Equal($"http://127.0.0.1:{house.Port}", document["servers"]![0]!["url"]!.GetValue<string>());
        var health = JsonNode.Parse(await house.ReadAsync("/health"))!;
        Assert.All(document["components"]!["schemas"]!["Health"]!["required"]!.AsArray(), name => Assert.NotNull(health[name!.GetValue<string>()]));
        foreach (var path in document["paths"]!.AsObject().Where(path => !path.Key.Contains('{', StringComparison.Ordinal) && path.Value!["get"] is not null))
            await Eventually.TrueAsync(async () => await house.StatusAsync(path.Key) == HttpStatusCode.OK, () => $"{path.Key} was never there");
    }

    [Fact]
    public async Task Every_address_that_is_described_refuses_other_methods_by_a_problem_that_names_those_it_allows()
    {
        using var folder = new DataFolder();
        await using var house = await folder.OpenAsync();
        var paths = JsonNode.Parse(await house.ReadAsync("/openapi.json"))!["paths"]!.AsObject();
        Assert.True(paths.Count > 20);
        foreach (var (path, operations) in paths)
        {
            string[] listed = [.. operations!.AsObject().Select(operation => operation.Key.ToUpperInvariant()).Order(StringComparer.Ordinal)];
            foreach (var method in (string[])["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(PathPattern.Replace(path, "1"), UriKind.Relative));
                using var answer = await house.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(listed.Contains(method) != (answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented), $"{method} {path}: {answer.StatusCode}");
                if (listed.Contains(method)) continue;
                Assert.Equal(listed, answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
                if (method != "HEAD") Assert.Equal("urn:griot:problem:method-not-allowed", JsonNode.Parse(text)!["type"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task Who_waits_does_not_keep_a_house_from_closing()
    {
        using var folder = new DataFolder();
        await using var house = await folder.OpenAsync();
        var size = JsonNode.Parse(await house.ReadAsync("/changes"))!["size"]!.GetValue<long>();
        var waiting = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.ReadAsync($"/changes?after={size}&wait=60")));
        await house.ReadAsync($"/changes?after={size}&wait=1");

        var begun = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await house.Server.EndAsync("TERM"));

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(25));
        Assert.All(await waiting, page => Assert.Contains("\"changes\":[]", page, StringComparison.Ordinal));
    }
}
