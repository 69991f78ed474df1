using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Syndication.Tests.Hub;
using Griot.Testing;

namespace Griot.Syndication.Tests;

/// <summary>What the document says is there, is there, and what is there it says.</summary>
public sealed class OpenApiTests
{
    // Addresses of other rooms: held to the running house by its own test.
    private static readonly string[] Elsewhere = ["/health", "/deliver/{channel}"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    private readonly PaperLedger ledger = new();

    [Fact]
    public async Task Its_paths_are_the_addresses_that_the_room_answers()
    {
        await using var house = await HubHouse.OpenAsync();
        var site = house.Site;
        var document = await Document(site);
        var answered = site.Endpoints.Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{**", "{")).ToHashSet();

        Assert.Equal(answered.Order(), document["paths"]!.AsObject().Select(path => path.Key).Except(Elsewhere).Order());
    }

    [Fact]
    public async Task It_is_whole_every_reference_leads_somewhere_and_every_operation_is_described()
    {
        await using var site = await Site.Open(ledger);
        var document = await Document(site);

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>());
        Assert.Equal("https://griot.example", document["servers"]![0]!["url"]!.GetValue<string>());
        Assert.All(References(document), reference => Assert.NotNull(Schema.Find(document, reference)));
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Operation: operation.Value!.AsObject()))).ToList();
        Assert.Equal(operations.Count, operations.Select(one => one.Operation["operationId"]!.GetValue<string>()).Distinct().Count());
        foreach (var (path, operation) in operations)
        {
            var named = Parameters(document, operation).Where(parameter => parameter["in"]!.GetValue<string>() == "path").Select(parameter => parameter["name"]!.GetValue<string>());
            Assert.Equal(Regex.Matches(path, "{(\\w+)}").Select(match => match.Groups[1].Value).Order(), named.Order());
            Assert.NotEmpty(operation["summary"]!.GetValue<string>());
            Assert.All(operation["responses"]!.AsObject(), response => Assert.NotEmpty(Schema.Resolve(document, response.Value!)["description"]!.GetValue<string>()));
            Assert.Contains("405", operation["responses"]!.AsObject().Select(response => response.Key));
        }
    }

    [Fact]
    public async Task An_address_answers_the_methods_that_it_lists_and_refuses_all_others_with_those_it_allows()
    {
        await using var house = await HubHouse.OpenAsync();
        var item = house.Store.At(1)!.Entry.Item!;
        foreach (var (path, operations) in (await Document(house.Site))["paths"]!.AsObject().ExceptBy(Elsewhere, path => path.Key))
        {
            string[] listed = [.. operations!.AsObject().Select(operation => operation.Key.ToUpperInvariant()).Order()];
            foreach (var method in Methods)
            {
                using var answer = await house.Site.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Example(path, item)));
                if (!listed.Contains(method)) Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
                // RFC 9110, section 15.5.6: who is refused is told what is allowed.
                if (!listed.Contains(method)) Assert.Equal(listed, answer.Content.Headers.Allow.Order());
                else Assert.True(Answered(path, answer.StatusCode), $"{method} {path}: {answer.StatusCode}");
                if (method == "HEAD") Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
            }
        }
    }

    [Fact]
    public async Task Its_examples_fit_its_schemas()
    {
        await using var site = await Site.Open(ledger);
        var document = await Document(site);
        var examples = Examples(document, document).ToList();

        Assert.True(examples.Count > 10, $"only {examples.Count} examples");
        foreach (var (schema, example) in examples) Assert.Null(Schema.Fault(document, schema, example));
    }

    [Fact]
    public async Task What_is_answered_fits_what_it_says()
    {
        var card = ledger.Register(Some.Provider() with { Home = "https://kayes.example/", UsageTerms = "Tous droits réservés." });
        ledger.Register(card with { Terms = Terms.Excerpt });
        ledger.Register(card);
        string[] items = [.. Enumerable.Range(0, 6).Select(_ => OpaqueId.New())];
        foreach (var item in items) ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, items[1], Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await Site.Open(ledger, feedSize: 4);
        var document = await Document(site);

        foreach (var (template, address) in Addresses(items))
        {
            using var answer = await site.Get(address);
            var said = Schema.Resolve(document, document["paths"]![template]!["get"]!["responses"]![((int)answer.StatusCode).ToString()] ?? throw new InvalidOperationException($"{address}: {answer.StatusCode} is not described"));
            var given = answer.Content.Headers.ContentType!;
            var described = said["content"]!.AsObject().FirstOrDefault(content => content.Key.Replace(" ", "") == given.ToString().Replace(" ", "") || content.Key == given.MediaType);
            Assert.True(described.Key is not null, $"{address}: {given} is not described");
            if (given.MediaType!.EndsWith("json", StringComparison.Ordinal) && described.Value!["schema"] is { } schema)
                Assert.Null(Schema.Fault(document, schema, JsonNode.Parse(await answer.Content.ReadAsStringAsync())));
        }
    }

    [Fact]
    public async Task Every_problem_has_a_name_that_the_documents_list()
    {
        await using var site = await Site.Open(ledger);
        var listed = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(SharedMaterial.Checkout(), "docs", "api.md")), "urn:griot:problem:[a-z-]+").Select(match => match.Value).ToHashSet();
        var own = typeof(Problem).GetProperties(BindingFlags.Static | BindingFlags.NonPublic).Where(property => property.PropertyType == typeof(Problem)).Select(property => ((Problem)property.GetValue(null)!).Type).ToList();
        var examples = Regex.Matches((await Document(site)).ToJsonString(), "urn:griot:problem:[a-z-]+").Select(match => match.Value.TrimEnd('-')).Where(type => type != "urn:griot:problem:").ToHashSet();

        Assert.True(own.Count > 8);
        Assert.Empty(own.Except(listed));
        Assert.Empty(examples.Except(listed));
    }

    private static IEnumerable<(string Template, string Address)> Addresses(string[] items) =>
    [
        ("/changes", "/changes"), ("/changes", "/changes?after=x"),
        ("/feeds/{name}.atom", "/feeds/all.atom"), ("/feeds/{name}.rss", "/feeds/kayes-hebdo.rss"), ("/feeds/{name}.json", "/feeds/all.json"), ("/feeds/{name}.json", "/feeds/nobody.json"),
        ("/feeds/corrections.json", "/feeds/corrections.json"), ("/feeds/corrections.atom", "/feeds/corrections.atom?before=x"), ("/feeds/{name}/corrections.rss", "/feeds/kayes-hebdo/corrections.rss"), ("/feeds/{name}/corrections.json", "/feeds/nobody/corrections.json"),
        ("/feeds/{name}/archive/{end}.atom", "/feeds/all/archive/7.atom"), ("/feeds/{name}/archive/{end}.rss", "/feeds/all/archive/7.rss"),
        ("/items/{item}", $"/items/{items[0]}"), ("/items/{item}", $"/items/{items[1]}"), ("/items/{item}", "/items/x"), ("/items/{item}/{version}", $"/items/{items[0]}/1"),
        .. from form in (string[])["ninjs", "ninjs?version=2.2", "ninjs?version=1.6", "atom", "rss", "jsonfeed", "ninjs?version=9"]
           from item in items[..2]
           select ("/items/{item}/{version}/{format}", $"/items/{item}/1/{form}"),
        .. from part in (string[])["delivery", "record", "summary"]
           from item in items[..2]
           select ($"/items/{{item}}/{{version}}/{part}", $"/items/{item}/1/{part}"),
        ("/items/{item}/{version}/proof", $"/items/{items[0]}/1/proof"), ("/withdrawals.json", "/withdrawals.json"),
        ("/providers.opml", "/providers.opml"), ("/providers.csv", "/providers.csv"), ("/log/checkpoint", "/log/checkpoint"), ("/log/key", "/log/key"),
        ("/log/tile/{path}", "/log/tile/0/000"), ("/log/entry/{index}", "/log/entry/0"), ("/openapi.json", "/openapi.json"),
    ];

    private static string Example(string path, string item) => path.Replace("{item}", item).Replace("{version}", "1").Replace("{format}", "ninjs").Replace("{name}", path.StartsWith("/sitemaps/", StringComparison.Ordinal) ? "pages-fr" : "all")
        .Replace("{end}", "1").Replace("{number}", "1").Replace("{width}", "320").Replace("{index}", "0").Replace("{path}", "0/000")
        .Replace("{country}", "ML").Replace("{region}", "011").Replace("{subject}", "07000000").Replace("{language}", "sw").Replace("{genre}", "interview");

    // This house has one piece, without pictures, and no signed log: those addresses are there, and nothing is behind them yet.
    private static bool Answered(string path, HttpStatusCode status) => status is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
        && (status != HttpStatusCode.NotFound || path.Contains("/media/") || path.Contains("/archive/") || path.StartsWith("/log/", StringComparison.Ordinal));

    private static async Task<JsonObject> Document(Site site) => JsonNode.Parse(await site.Client.GetStringAsync("/openapi.json"))!.AsObject();

    private static IEnumerable<JsonObject> Parameters(JsonObject document, JsonObject operation) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => Schema.Resolve(document, parameter!));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray many => many.SelectMany(References),
        _ => [],
    };

    // An example stands beside its schema; the examples of a schema stand in it.
    private static IEnumerable<(JsonNode Schema, JsonNode? Example)> Examples(JsonObject document, JsonNode? node)
    {
        if (node is JsonArray many) foreach (var found in many.SelectMany(one => Examples(document, one))) yield return found;
        if (node is not JsonObject here) yield break;
        if (here["schema"] is { } schema)
        {
            if (here.TryGetPropertyValue("example", out var example)) yield return (schema, example);
            if (here["examples"] is JsonObject named) foreach (var one in named) yield return (schema, one.Value!["value"]);
        }
        else if (here["type"] is not null && here["examples"] is JsonArray own)
        {
            foreach (var one in own) yield return (here, one);
        }

        foreach (var found in here.SelectMany(member => Examples(document, member.Value))) yield return found;
    }
}
