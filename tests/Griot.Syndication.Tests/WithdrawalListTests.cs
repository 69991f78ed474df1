using System.Net;
using System.Text.Json.Nodes;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

/// <summary>The list of what left its page, for programs.</summary>
public sealed class WithdrawalListTests
{
    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public async Task A_removal_is_told_with_its_class_country_and_words()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Lose(ledger.Deliver(card, item, Some.Piece("Un titre qui doit partir")));
        var removal = ledger.Say(EntryKind.Removal, item, notice: new Notice { Reason = "court-order", Country = "ML", Text = "Le tribunal de Kayes." });
        await using var site = await Site.Open(ledger);

        var text = await site.Client.GetStringAsync("/withdrawals.json");
        var row = Assert.Single(JsonNode.Parse(text)!["withdrawals"]!.AsArray())!;

        Assert.Equal(("removed", removal.Index, "court-order", "ML"), (row["standing"]!.GetValue<string>(), row["entry"]!.GetValue<long>(), row["reason"]!.GetValue<string>(), row["country"]!.GetValue<string>()));
        Assert.Equal(("Le tribunal de Kayes.", "La maison"), (row["notice"]!.GetValue<string>(), row["by"]!.GetValue<string>()));
        Assert.Equal($"urn:griot:item:{item}", row["uri"]!.GetValue<string>());
        Assert.Equal($"{Site.PublicUrl}/fr/kayes-hebdo/{item}", row["page"]!.GetValue<string>());
        Assert.DoesNotContain("Un titre qui doit partir", text);
        using var gone = await site.Get($"/items/{item}");
        var problem = JsonNode.Parse(await gone.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.Gone, "court-order", "ML"), (gone.StatusCode, problem["reason"]!.GetValue<string>(), problem["country"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Its_pages_lead_down_to_the_first()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 11; i++)
        {
            var piece = OpaqueId.New();
            ledger.Deliver(card, piece, Some.Piece());
            ledger.Say(EntryKind.Hold, piece, notice: new Notice { Reason = "legal" });
        }

        await using var site = await Site.Open(ledger, feedSize: 4);
        var seen = new List<long>();
        for (var next = "/withdrawals.json"; next is not null;)
        {
            var page = JsonNode.Parse(await site.Client.GetStringAsync(next))!;
            seen.AddRange(page["withdrawals"]!.AsArray().Select(row => row!["entry"]!.GetValue<long>()));
            next = page["next"]?.GetValue<string>().Replace(Site.PublicUrl, "", StringComparison.Ordinal);
        }

        Assert.Equal(11, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(), seen);
        using var bad = await site.Get("/withdrawals.json?before=x");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }
}
