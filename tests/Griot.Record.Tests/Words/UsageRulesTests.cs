using System.Text;
using Griot.Record.Tests.Showing;

namespace Griot.Record.Tests.Words;

public sealed class UsageRulesTests
{
    [Theory]
    [InlineData("ML,SN", "ML,SN")]
    [InlineData(" ml ; sn ml", "ML,SN")]
    [InlineData("-FR", "-FR")]
    [InlineData("-fr,-be", "-FR,-BE")]
    [InlineData("ML,-FR", null)]
    [InlineData("Mali", null)]
    [InlineData("--FR", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_territory_is_some_countries_or_all_but_some(string? text, string? written) => Assert.Equal(written, Territory.Parse(text)?.ToString());

    [Fact]
    public void What_a_version_says_stands_over_what_its_card_says_member_by_member()
    {
        var card = new UsageRules { Ai = AiUse.Licence, AiPolicy = "https://kayes.example/ai", Resale = Permission.Deny, Attribution = "Kayes Hebdo" };
        var version = new UsageRules { Ai = AiUse.Deny, Territory = Territory.Parse("ML") };

        Assert.Equal(new UsageRules { Ai = AiUse.Deny, Territory = Territory.Parse("ML"), Resale = Permission.Deny, Attribution = "Kayes Hebdo" }, UsageRules.Over(version, card));
        Assert.Equal(card, UsageRules.Over(null, card));
        Assert.Equal(version, UsageRules.Over(version, null));
        Assert.Null(UsageRules.Over(null, null));
        Assert.Null(new UsageRules().OrNull());
    }

    [Theory]
    [InlineData("FR,ML", "ML", "ML")]
    [InlineData("FR,ML", "-FR", "ML")]
    [InlineData("-FR", "ML,FR", "ML")]
    [InlineData("-FR", "-BE", "-FR,-BE")]
    [InlineData("FR", "ML", "")]
    public void A_territory_is_where_both_allow_it(string version, string card, string both) =>
        Assert.Equal(both, UsageRules.Over(new UsageRules { Territory = Territory.Parse(version) }, new UsageRules { Territory = Territory.Parse(card) })!.Territory!.ToString());

    [Theory]
    [InlineData(AiUse.Deny, null, "tdm-reservation: 1")]
    [InlineData(AiUse.Licence, "https://kayes.example/ai", "tdm-reservation: 1, tdm-policy: https://kayes.example/ai")]
    [InlineData(AiUse.Allow, null, "tdm-reservation: 0")]
    [InlineData(null, null, "")]
    public void The_reservation_of_mining_says_what_the_provider_says_and_nothing_where_it_is_silent(AiUse? ai, string? policy, string headers) =>
        Assert.Equal(headers, string.Join(", ", new UsageRules { Ai = ai, AiPolicy = policy }.TdmFields().Select(header => $"{header.Key}: {header.Value}")));

    [Fact]
    public void Cards_records_and_summaries_without_rules_have_the_bytes_that_they_always_had()
    {
        var card = new ProviderCard { Id = "i", Slug = "s", Name = "N", Kind = ProviderKind.Press, UsageTerms = "Tous droits réservés." };
        var record = new ArticleRecord { Uri = "u", Signal = Signal.New, PubStatus = PubStatus.Usable, Terms = Terms.Full, Reader = "r" };
        var summary = new Summary { Signal = Signal.New, Headline = "H", Terms = Terms.Full };

        Assert.Equal(
            """{"id":"i","slug":"s","formerSlugs":[],"name":"N","kind":"press","capacities":[],"languages":[],"terms":"full","usageTerms":"Tous droits réservés.","state":"active","channels":[]}""",
            Encoding.UTF8.GetString(card.ToBytes()));
        Assert.Equal(
            """{"uri":"u","signal":"new","pubStatus":"usable","headlines":[],"people":[],"descriptions":[],"bodies":[],"subjects":[],"infoSources":[],"associations":[],"terms":"full","keepsText":false,"reader":"r"}""",
            Encoding.UTF8.GetString(record.ToBytes()));
        Assert.Equal("""{"signal":"new","headline":"H","by":[],"excerptIsWhole":false,"terms":"full","keepsText":false}""", Encoding.UTF8.GetString(summary.ToBytes()));
    }

    [Fact]
    public void Rules_are_sealed_in_words_and_read_back()
    {
        var rules = new UsageRules { Territory = Territory.Parse("-FR"), Ai = AiUse.Licence, AiPolicy = "https://kayes.example/ai", Resale = Permission.Deny, NotAfter = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Within = Terms.Full };
        var card = Some.Provider() with { Rules = rules };

        var written = Encoding.UTF8.GetString(card.ToBytes());
        Assert.Equal(
            """{"territory":{"except":["FR"]},"notAfter":"2027-01-01T00:00:00+00:00","within":"full","ai":"licence","aiPolicy":"https://kayes.example/ai","resale":"deny"}""",
            written[(written.IndexOf("\"rules\":", StringComparison.Ordinal) + 8)..written.IndexOf(",\"state\"", StringComparison.Ordinal)]);
        Assert.Equal(rules, ProviderCard.Parse(card.ToBytes()).Rules);
    }

    [Fact]
    public void A_limited_territory_leaves_headline_and_link_to_the_public_whoever_of_the_two_says_so()
    {
        foreach (var isOfCard in (bool[])[true, false])
        {
            var ledger = new PaperLedger();
            var rules = new UsageRules { Territory = Territory.Parse("ML") };
            var card = ledger.Register(Some.Provider() with { Rules = isOfCard ? rules : new UsageRules { Ai = AiUse.Deny } });
            var (item, record) = (OpaqueId.New(), Some.Piece());
            ledger.Deliver(card, item, record, summary: PaperLedger.SummaryOf(record) with { Rules = isOfCard ? null : rules });

            var shown = ledger.Shelf.Take(item)!;
            Assert.Equal((Answer.Link, Terms.Link, true), (shown.Answer, shown.Terms, shown.IsTerritorial));
            Assert.Null(shown.Record);
            Assert.Null(shown.Excerpt);
            Assert.Equal(Answer.Forbidden, ledger.Shelf.Bytes(item, 1, Part.Record).Answer);
            Assert.Equal(Answer.Forbidden, ledger.Shelf.Bytes(item, 1, Part.Delivery).Answer);
            Assert.Equal(Answer.Whole, ledger.Shelf.Bytes(item, 1, Part.Delivery, Audience.Provider).Answer);
        }
    }

    [Theory]
    [InlineData("https://exemple.ml/licence-é?x=ü", "https://exemple.ml/licence-%C3%A9?x=%C3%BC")]
    [InlineData("https://média.ml/l", "https://xn--mdia-bpa.ml/l")]
    [InlineData("https://a.example/ b", "https://a.example/%20b")]
    [InlineData("licence", null)]
    public void A_policy_is_told_in_the_letters_of_a_header_or_not_at_all(string policy, string? told)
    {
        var fields = new UsageRules { Ai = AiUse.Licence, AiPolicy = policy }.TdmFields();

        Assert.Equal(told, fields.FirstOrDefault(field => field.Key == "tdm-policy").Value);
        Assert.Equal("1", fields[0].Value);
    }

    [Fact]
    public void Rules_can_be_written_out() => Assert.Contains("Deny", new UsageRules { Ai = AiUse.Deny }.ToString(), StringComparison.Ordinal);
}
