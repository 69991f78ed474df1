using System.Text;
using Griot.Ledger.Monitoring;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>R1, R2, R5, R6, R7 and R10, each with a log that breaks it and one beside it that does not.</summary>
public sealed class ItemRuleTests
{
    private readonly PaperLog log = new();

    [Fact]
    public void A_whole_life_of_an_item_breaks_no_rule()
    {
        var at = log.Article();
        foreach (var kind in (EntryKind[])[EntryKind.Update, EntryKind.Correction, EntryKind.Withdrawal, EntryKind.Update]) at = log.Add(log.After(at, kind));
        var version = at;
        at = log.Add(log.About(at, EntryKind.Hold), Notice("legal"));
        at = log.Add(log.About(at, EntryKind.Restore));
        at = log.Add(log.About(at, EntryKind.Media) with { Version = 5, Delivery = new byte[32] });
        at = log.Add(log.About(at, EntryKind.Expiry) with { Version = 5 });
        log.Add(log.After(version, EntryKind.Update) with { Prev = at });

        Assert.Empty(log.Violations());
    }

    [Theory]
    [InlineData(2, "stands already"), InlineData(1, "stands already"), InlineData(4, "follows version 2"), InlineData(900, "follows version 2")]
    public void R1_versions_are_contiguous(int version, string message)
    {
        var second = log.Add(log.After(log.Article(), EntryKind.Update));

        log.AssertFlags("R1", log.Add(log.After(second, EntryKind.Update) with { Version = version }), message);
    }

    [Fact]
    public void R1_the_first_version_is_the_first() => log.AssertFlags("R1", log.Add(log.First() with { Version = 2 }));

    [Theory]
    [InlineData(0), InlineData(2)]
    public void R1_nothing_is_said_of_a_version_that_is_not_there(int version)
    {
        var first = log.Article();

        log.AssertFlags("R1", log.Add(log.About(first, EntryKind.Release) with { Version = version }), "which has 1");
    }

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Withdrawal), InlineData(EntryKind.Update)]
    public void R2_an_item_stays_its_provider_s(EntryKind kind)
    {
        var other = log.Card with { Id = OpaqueId.New() };
        log.Time -= TimeSpan.FromDays(9);
        log.Add(other, null);
        log.Time += TimeSpan.FromDays(9);
        var first = log.Article();

        log.AssertFlags("R2", log.Add(log.After(first, kind) with { Provider = other.Id }), "another provider");
    }

    [Fact]
    public void R2_a_hold_in_another_provider_s_name_is_flagged_too()
    {
        var first = log.Article();

        log.AssertFlags("R2", log.Add(log.About(first, EntryKind.Hold) with { Provider = OpaqueId.New() }, Notice("legal")), "another provider");
    }

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Withdrawal), InlineData(EntryKind.Update)]
    public void R2_a_version_comes_through_a_channel_of_the_newest_card(EntryKind kind)
    {
        var first = log.Article();

        log.AssertFlags("R2", log.Add(log.After(first, kind) with { Channel = OpaqueId.New() }), "channel");
    }

    [Fact]
    public void R2_so_does_a_first_one() => log.AssertFlags("R2", log.Add(log.First() with { Channel = OpaqueId.New() }), "channel");

    [Fact]
    public void R2_a_channel_that_the_newest_card_has_dropped_is_closed()
    {
        var first = log.Article();
        var card = log.Add(log.Card with { Channels = [] }, 0);

        log.AssertFlags("R2", log.Add(log.After(first, EntryKind.Correction)), $"entry {card}");
    }

    [Fact]
    public void R2_a_provider_has_a_card_before_it_speaks() =>
        log.AssertFlags("R2", log.Add(log.First() with { Provider = OpaqueId.New() }), "no card");

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Withdrawal), InlineData(EntryKind.Update)]
    public void R2_the_operator_s_hand_changes_nothing_of_a_provider(EntryKind kind)
    {
        var first = log.Article();

        log.AssertFlags("R2", log.Add(log.After(first, kind) with { Evidence = Evidence.Entered }), "by hand");
    }

    [Fact]
    public void R2_what_came_by_hand_may_be_replaced_by_hand_until_its_provider_speaks()
    {
        var first = log.Add(log.First() with { Evidence = Evidence.Entered });
        var second = log.Add(log.After(first, EntryKind.Update));
        Assert.Empty(log.Violations());
        var third = log.Add(log.After(second, EntryKind.Update) with { Evidence = Evidence.Tls });

        log.AssertFlags("R2", log.Add(log.After(third, EntryKind.Update) with { Evidence = Evidence.Entered }), "by hand");
    }

    [Fact]
    public void R2_a_card_that_is_not_published_is_told_once_and_what_comes_after_it_is_not_accused()
    {
        var card = log.Add(log.CardEntry(log.Card) with { Prev = 0 });
        log.Add(log.After(log.Article(), EntryKind.Correction) with { Channel = OpaqueId.New() });

        log.AssertFlags("R2", card, "not published");
    }

    [Fact]
    public void R2_a_card_that_a_removal_names_need_not_be_published()
    {
        var card = log.Add(log.CardEntry(log.Card) with { Prev = 0 });
        log.Add(new Entry { Kind = EntryKind.Removal, Time = log.Time, Record = new byte[32] }, new Published { Record = Encoding.UTF8.GetBytes($$"""{"reason":"privacy","entry":{{card}}}""") });

        Assert.Empty(log.Violations());
    }

    [Fact]
    public void R2_a_card_is_its_provider_s()
    {
        var card = log.Add(log.CardEntry(log.Card) with { Prev = 0 }, new Published { Record = (log.Card with { Id = OpaqueId.New() }).ToBytes() });

        log.AssertFlags("R2", card, "not a card of its provider");
    }

    [Theory]
    [InlineData("null"), InlineData("[null]"), InlineData("""[{"id":null,"kind":"feed","public":true}]"""), InlineData("[7]"), InlineData("{}")]
    public void R2_a_card_that_no_house_would_write_is_none_and_stops_nothing(string channels)
    {
        var json = $$"""{"id":"{{log.Provider}}","slug":"p","name":"P","kind":"press","channels":{{channels}}}""";
        var card = log.Add(log.CardEntry(log.Card) with { Prev = 0 }, new Published { Record = Encoding.UTF8.GetBytes(json) });
        log.Article();

        log.AssertFlags("R2", card, "not a card of its provider");
    }

    [Theory]
    [InlineData(EntryKind.Hold), InlineData(EntryKind.Removal)]
    public void R5_a_hold_and_a_removal_carry_a_notice(EntryKind kind)
    {
        var first = log.Article();

        log.AssertFlags("R5", log.Add(log.About(first, kind) with { Record = null }), "carries no");
    }

    [Theory]
    [InlineData(EntryKind.Hold), InlineData(EntryKind.Removal)]
    public void R5_the_notice_is_public(EntryKind kind)
    {
        var first = log.Article();

        log.AssertFlags("R5", log.Add(log.About(first, kind)), "not published");
    }

    [Theory]
    [InlineData("{}"), InlineData("""{"reason":""}"""), InlineData("""{"text":"because"}"""), InlineData("no json"), InlineData("[]"), InlineData("""{"reason":1}""")]
    public void R5_the_notice_gives_a_reason(string notice)
    {
        var first = log.Article();

        log.AssertFlags("R5", log.Add(log.About(first, EntryKind.Hold), new Published { Record = Encoding.UTF8.GetBytes(notice) }), "no reason");
    }

    [Fact]
    public void R6_a_clock_may_go_back_five_minutes_and_no_more()
    {
        log.Article();
        log.Time -= TimeSpan.FromMinutes(5);
        log.Article();
        Assert.Empty(log.Violations());
        log.Time -= TimeSpan.FromSeconds(301);

        log.AssertFlags("R6", log.Article(), "predecessor");
    }

    [Fact]
    public void R6_an_entry_is_not_from_after_its_checkpoint()
    {
        var rules = new LogRules();
        var entry = (log.CardEntry(log.Card) with { Prev = null }).ToBytes();
        var card = new Published { Record = log.Card.ToBytes() };

        Assert.Equal("R6", Assert.Single(rules.Read(0, entry, card, log.Time - TimeSpan.FromSeconds(301))).Rule);
        Assert.Empty(new LogRules().Read(0, entry, card, log.Time - TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void R7_an_item_has_one_first_version()
    {
        var first = log.Article();

        log.AssertFlags("R7", log.Add(log.After(first, EntryKind.Article)), "second");
    }

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Withdrawal), InlineData(EntryKind.Update)]
    public void R7_an_item_begins_with_a_first_version(EntryKind kind) => log.AssertFlags("R7", log.Add(log.First() with { Kind = kind }), "no first version");

    [Fact]
    public void R7_nothing_is_said_of_an_item_that_is_not_there() =>
        log.AssertFlags("R7", log.Add(log.About(0, EntryKind.Restore) with { Item = OpaqueId.New(), Prev = null }));

    [Fact]
    public void R10_a_correction_through_a_young_channel_is_flagged_and_after_seven_days_it_is_not()
    {
        var (first, second) = (log.Article(), log.Article());
        var channel = AddChannel();
        log.Time += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);
        var early = log.Add(log.After(first, EntryKind.Correction) with { Channel = channel });
        log.Time += TimeSpan.FromSeconds(1);
        log.Add(log.After(second, EntryKind.Correction) with { Channel = channel });

        log.AssertFlags("R10", early);
    }

    [Fact]
    public void R10_a_channel_that_was_gone_is_young_again()
    {
        var first = log.Article();
        var without = log.Add(log.Card with { Channels = [] }, 0);
        log.Add(log.Card, without);

        log.AssertFlags("R10", log.Add(log.After(first, EntryKind.Correction)));
    }

    [Fact]
    public void R10_a_channel_that_each_card_names_grows_old_whatever_else_changes()
    {
        var first = log.Article();
        log.Add(log.Card with { Name = "Q" }, 0);
        log.Add(log.After(first, EntryKind.Correction));

        Assert.Empty(log.Violations());
    }

    [Fact]
    public void R10_a_channel_that_leads_to_another_domain_is_young_again()
    {
        var (first, second) = (log.Article(), log.Article());
        var moved = log.Add(log.Card with { Channels = [log.Card.Channels[0] with { Domain = "elsewhere.example" }] }, 0);
        var early = log.Add(log.After(first, EntryKind.Correction));
        log.Time += TimeSpan.FromDays(7);
        log.Add(log.Card with { Name = "Q", Channels = [log.Card.Channels[0] with { Domain = "elsewhere.example" }] }, moved);
        log.Add(log.After(second, EntryKind.Correction));

        log.AssertFlags("R10", early);
    }

    [Fact]
    public void R10_a_withdrawal_through_a_young_channel_is_flagged_where_the_item_did_not_come_that_way()
    {
        var first = log.Article();
        var channel = AddChannel();
        var own = log.Add(log.First() with { Channel = channel });
        log.Add(log.After(own, EntryKind.Withdrawal));

        log.AssertFlags("R10", log.Add(log.After(first, EntryKind.Withdrawal) with { Channel = channel }));
    }

    [Fact]
    public void R10_an_update_is_no_correction()
    {
        var first = log.Article();
        log.Add(log.After(first, EntryKind.Update) with { Channel = AddChannel(), Prev = first });

        Assert.Empty(log.Violations());
    }

    [Theory]
    [InlineData(-1), InlineData(0), InlineData(99)]
    public void An_entry_follows_the_newest_one_of_its_item(long prev)
    {
        var first = log.Article();

        log.AssertFlags("prev", log.Add(log.After(first, EntryKind.Update) with { Prev = prev < 0 ? null : prev }));
    }

    [Fact]
    public void A_first_version_follows_nothing() => log.AssertFlags("prev", log.Add(log.First() with { Prev = 0 }));

    [Fact]
    public void A_card_follows_the_card_before_it()
    {
        var second = log.Add(log.Card with { Name = "Q" }, 0);
        log.AssertFlags("prev", log.Add(log.Card, 0), $"entry {second}");
    }

    [Fact]
    public void What_is_wrong_is_told_once()
    {
        var first = log.Article();
        var gap = log.Add(log.After(first, EntryKind.Update) with { Version = 5 });
        log.Add(log.After(gap, EntryKind.Update));

        log.AssertFlags("R1", gap);
    }

    [Theory]
    [InlineData("time 2026-12-03T14:20:04Z", "time 2026-12-03T14:20:04+00:00"), InlineData("version 1", "version 01"), InlineData("prev -\n", ""), InlineData("kind article", "kind essay")]
    [InlineData("griot-entry/v1", "griot-entry/v2"), InlineData("signature -\n", "signature -"), InlineData("signature -\n", "signature -\n\n"), InlineData("evidence tls", "evidence TLS")]
    public void An_entry_has_one_form(string part, string other)
    {
        var text = Encoding.ASCII.GetString(log.First().ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        var rules = new LogRules();

        Assert.Equal("form entry 0: its bytes are not an entry in the one exact form", Assert.Single(rules.Read(0, Encoding.ASCII.GetBytes(text.Replace(part, other, StringComparison.Ordinal)), Published.Nothing)).ToString());
        Assert.Equal(1, rules.Next);
    }

    [Fact]
    public void A_version_says_all_that_it_has_to_say()
    {
        foreach (var entry in (Entry[])[log.First() with { Channel = null }, log.First() with { Item = null }, log.First() with { Provider = null }, log.First() with { Evidence = null }, log.First() with { Version = null }, log.First() with { Record = null }])
            Assert.Equal("form", Assert.Single(new LogRules().Read(0, entry.ToBytes(), Published.Nothing)).Rule);
    }

    [Fact]
    public void Entries_are_read_in_order()
    {
        var rules = new LogRules();

        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Read(1, log.First().ToBytes(), Published.Nothing));
    }

    private static Published Notice(string reason) => new() { Record = new Notice { Reason = reason }.ToBytes() };

    private string AddChannel()
    {
        var channel = new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true);
        log.Add(log.Card with { Channels = [.. log.Card.Channels, channel] }, 0);
        return channel.Id;
    }
}
