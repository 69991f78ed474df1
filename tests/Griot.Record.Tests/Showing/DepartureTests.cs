namespace Griot.Record.Tests.Showing;

/// <summary>What the public list tells of what was taken from its page.</summary>
public sealed class DepartureTests
{
    private readonly PaperLedger ledger = new();
    private readonly ProviderCard card;
    private readonly string item = OpaqueId.New();

    public DepartureTests() => card = ledger.Register(Some.Provider());

    [Fact]
    public void Everything_that_left_the_public_stands_in_it_newest_first_with_its_reason()
    {
        var items = Enumerable.Range(0, 6).Select(_ => OpaqueId.New()).ToArray();
        foreach (var piece in items) ledger.Deliver(card, piece, Some.Piece());
        ledger.Deliver(card, items[0], Some.Withdrawal(), PubStatus.Canceled);
        ledger.Deliver(card, items[1], Some.Piece(signal: Signal.Update), PubStatus.Canceled);
        ledger.Deliver(card, items[2], Some.Piece(signal: Signal.Update), PubStatus.Withheld);
        ledger.Say(EntryKind.Expiry, items[3]);
        ledger.Say(EntryKind.Hold, items[4], notice: new Notice { Reason = "privacy", Text = "On vérifie." });
        ledger.Say(EntryKind.Removal, items[5], notice: new Notice { Reason = "court-order", Country = "ML" });

        var rows = ledger.Shelf.Departures(null, long.MaxValue, 99);

        Assert.Equal([Standing.Removed, Standing.Held, Standing.Expired, Standing.Withheld, Standing.Canceled, Standing.Withdrawn], rows.Select(row => row.Tombstone.Standing));
        Assert.Equal(items.Reverse(), rows.Select(row => row.Item!));
        Assert.Equal(("court-order", "ML"), (rows[0].Tombstone.Notice!.Reason, rows[0].Tombstone.Notice!.Country));
        Assert.Equal("On vérifie.", rows[1].Tombstone.Notice!.Text);
        Assert.Equal("Publié par erreur.", rows[^1].Tombstone.Reason);
        Assert.All(rows, row => Assert.False(row.IsBack));
    }

    [Fact]
    public void Of_what_the_public_could_never_read_nothing_is_told()
    {
        ledger.Deliver(card, item, Some.Piece(), PubStatus.Embargoed);
        ledger.Say(EntryKind.Hold, item, notice: new Notice { Reason = "legal" });
        ledger.Say(EntryKind.Restore, item);
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);

        Assert.Empty(ledger.Shelf.Departures(null, long.MaxValue, 99));
    }

    [Fact]
    public void An_embargoed_update_that_was_removed_is_not_told_of_beside_the_public_version()
    {
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Piece("geheim", Signal.Update), PubStatus.Embargoed);
        ledger.Say(EntryKind.Removal, item, version: 2, new Notice { Reason = "court-order" });

        Assert.Empty(ledger.Shelf.Departures(null, long.MaxValue, 99));
    }

    [Fact]
    public void What_can_be_read_again_says_so_and_stays_in_the_list()
    {
        ledger.Deliver(card, item, Some.Piece());
        ledger.Say(EntryKind.Hold, item, notice: new Notice { Reason = "legal" });
        ledger.Say(EntryKind.Restore, item);

        Assert.True(Assert.Single(ledger.Shelf.Departures(null, long.MaxValue, 99)).IsBack);
    }

    [Fact]
    public void While_a_piece_is_held_what_its_provider_said_of_it_before_is_not_repeated()
    {
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(reason: "Madame N. n'a jamais dit cela."), PubStatus.Canceled);
        ledger.Say(EntryKind.Hold, item, notice: new Notice { Reason = "privacy" });

        var rows = ledger.Shelf.Departures(null, long.MaxValue, 99);

        Assert.Equal([Standing.Held, Standing.Withdrawn], rows.Select(row => row.Tombstone.Standing));
        Assert.Null(rows[1].Tombstone.Reason);
    }

    [Fact]
    public void A_version_and_a_card_that_were_removed_are_named_as_such()
    {
        ledger.Deliver(card, item, Some.Piece("eins"));
        ledger.Deliver(card, item, Some.Piece("zwei", Signal.Update));
        ledger.Say(EntryKind.Removal, item, version: 1, new Notice { Reason = "court-order" });
        ledger.Remove(card, new Notice { Reason = "data-protection", Country = "FR", Entry = 0 });

        var rows = ledger.Shelf.Departures(card.Id, long.MaxValue, 99);

        Assert.Equal((null, null, 0L), (rows[0].Item, rows[0].Version, rows[0].Tombstone.Notice!.Entry));
        Assert.Equal((item, 1, true), (rows[1].Item, rows[1].Version, rows[1].IsBack));
        Assert.Empty(ledger.Shelf.Departures(OpaqueId.New(), long.MaxValue, 99));
    }

    [Fact]
    public void Walked_page_by_page_it_brings_each_once()
    {
        for (var i = 0; i < 25; i++)
        {
            var piece = OpaqueId.New();
            ledger.Deliver(card, piece, Some.Piece(), i % 4 == 0 ? PubStatus.Embargoed : PubStatus.Usable);
            ledger.Say(EntryKind.Hold, piece, notice: new Notice { Reason = "legal" });
        }

        var walked = new List<Departure>();
        while (ledger.Shelf.Departures(null, walked.Count == 0 ? long.MaxValue : walked[^1].Entry.Index, 4) is { Count: > 0 } page) walked.AddRange(page);

        Assert.Equal(18, walked.Select(row => row.Entry.Index).Distinct().Count());
        Assert.Equal(walked.OrderByDescending(row => row.Entry.Index), walked);
    }
}
