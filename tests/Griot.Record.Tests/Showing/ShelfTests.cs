namespace Griot.Record.Tests.Showing;

public sealed class ShelfTests
{
    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public void A_removed_version_leaves_a_tombstone_while_the_item_stays()
    {
        var card = ledger.Register(Some.Provider());
        var first = ledger.Deliver(card, item, Some.Piece("eins"));
        ledger.Deliver(card, item, Some.Piece("zwei", Signal.Update));
        var removal = ledger.Say(EntryKind.Removal, item, version: 1, new Notice { Reason = "court-order" });
        ledger.Lose(first);

        Assert.Equal("zwei", ledger.Shelf.Take(item)!.Summary!.Headline);
        Assert.Equal((Standing.Removed, removal), (ledger.Shelf.Take(item, 1)!.Tombstone!.Standing, ledger.Shelf.Take(item, 1)!.Tombstone!.Entry));
        Assert.All(Enum.GetValues<Part>(), part => Assert.Equal((Answer.Gone, null), ledger.Shelf.Bytes(item, 1, part)));
    }

    [Fact]
    public void An_older_version_is_shown_no_more_widely_than_the_present_one()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece("eins"));
        Assert.Equal(Answer.Whole, ledger.Shelf.Take(item, 1)!.Answer);
        var second = ledger.Deliver(card, item, Some.Piece("zwei", Signal.Update, Terms.Excerpt));

        Assert.Equal((Terms.Excerpt, null), (ledger.Shelf.Take(item, 1)!.Terms, ledger.Shelf.Take(item, 1)!.Record));
        Assert.Equal((Answer.Forbidden, null), ledger.Shelf.Bytes(item, 1, Part.Record));
        Assert.Equal((Answer.Forbidden, null), ledger.Shelf.Bytes(item, 1, Part.Delivery));

        var reserved = Summary.Parse(ledger.Content(second.Index, Part.Summary)) with { Rules = new UsageRules { Ai = AiUse.Deny } };
        ledger.Deliver(card, item, Some.Piece("drei", Signal.Update), summary: reserved);
        Assert.Equal(AiUse.Deny, ledger.Shelf.Take(item, 1)!.Rules!.Ai);
    }

    [Theory]
    [InlineData(EntryKind.Hold, Standing.Held)]
    [InlineData(EntryKind.Removal, Standing.Removed)]
    public void Under_a_hold_or_an_order_a_withdrawals_own_words_are_not_shown_either(EntryKind taken, Standing standing)
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal());
        Assert.Equal(Standing.Withdrawn, ledger.Shelf.Take(item, 2)!.Tombstone!.Standing);
        ledger.Say(taken, item, notice: new Notice { Reason = "legal" });

        Assert.All((int?[])[null, 1, 2], version => Assert.Equal((standing, null), (ledger.Shelf.Take(item, version)!.Tombstone!.Standing, ledger.Shelf.Take(item, version)!.Tombstone!.Reason)));
    }

    // Whoever asks for a page is nobody that is known: what it costs must not grow with the square of an item's versions.
    [Fact]
    public void An_item_of_many_versions_is_read_a_few_times_for_a_page()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 300; i++) ledger.Deliver(card, item, Some.Piece($"{i}", i == 0 ? Signal.New : Signal.Update));
        ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        var before = ledger.HistoriesRead;

        Assert.Equal(2, ledger.Shelf.LatestChanges(null, long.MaxValue, 50).Count);
        Assert.Equal(2, ledger.Shelf.Latest(null, long.MaxValue, 50, tombstones: true).Count);
        var changeOf = ledger.Shelf.ChangeReader();
        Assert.Equal(302, Enumerable.Range(0, (int)ledger.Size).Count(index => changeOf(ledger.At(index)!) is not null));
        Assert.InRange(ledger.HistoriesRead - before, 1, 16);
    }

    [Fact]
    public void A_page_of_a_list_passes_over_so_much_and_says_where_the_rest_begins()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        for (var i = 0; i < 2500; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece($"{i}"), PubStatus.Embargoed);
        var before = ledger.HistoriesRead;

        Assert.Empty(ledger.Shelf.Latest(card.Id, long.MaxValue, 31, tombstones: true, out var rest));
        Assert.InRange(ledger.HistoriesRead - before, 1, 4100);
        Assert.Equal(item, Assert.Single(ledger.Shelf.Latest(card.Id, rest!.Value, 31, tombstones: true, out var end)).State.Item);
        Assert.Null(end);
        Assert.Empty(ledger.Shelf.LatestChanges(null, long.MaxValue, 51, out rest));
        Assert.Equal(item, Assert.Single(ledger.Shelf.LatestChanges(null, rest!.Value, 51, out end)).State.Item);
        Assert.Null(end);
    }

    [Fact]
    public void A_version_that_never_was_is_absent_whatever_happened_to_the_item()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(keepsText: true));

        Assert.Null(ledger.Shelf.Take(item, 3));
        Assert.Equal((Answer.Absent, null), ledger.Shelf.Bytes(item, 3, Part.Record));
        Assert.Null(ledger.Shelf.Take(item, 0));
    }

    [Fact]
    public void A_kept_text_is_read_at_its_version_and_the_withdrawal_has_none()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(keepsText: true));

        Assert.Equal(Answer.Gone, ledger.Shelf.Take(item)!.Answer);
        Assert.NotNull(ledger.Shelf.Take(item, 1)!.Record);
        Assert.Equal("Publié par erreur.", ledger.Shelf.Take(item, 2)!.Tombstone!.Reason);
    }

    [Fact]
    public void An_embargoed_update_shows_nothing_of_itself_beside_the_public_version()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece("offen"));
        ledger.Deliver(card, item, Some.Piece("geheim", Signal.Update), PubStatus.Embargoed);

        Assert.Equal("offen", ledger.Shelf.Take(item)!.Summary!.Headline);
        Assert.Null(ledger.Shelf.Take(item, 2));
        Assert.All(Enum.GetValues<Part>(), part => Assert.Equal(Answer.Absent, ledger.Shelf.Bytes(item, 2, part).Answer));
    }

    [Fact]
    public void An_embargoed_update_does_not_move_the_piece_before_its_release()
    {
        var (card, other) = (ledger.Register(Some.Provider()), OpaqueId.New());
        var first = ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, other, Some.Piece());
        ledger.Deliver(card, item, Some.Piece("geheim", Signal.Update), PubStatus.Embargoed);
        ledger.Say(EntryKind.Media, item, version: 2);

        Assert.Equal([other, item], ledger.Shelf.LatestChanges(null, long.MaxValue, 9).Select(rendition => rendition.State.Item));
        Assert.Equal(first, ledger.Shelf.Take(item)!.State.Changed);
        ledger.Say(EntryKind.Release, item, version: 2);
        Assert.Equal([item, other], ledger.Shelf.LatestChanges(null, long.MaxValue, 9).Select(rendition => rendition.State.Item));
    }

    [Fact]
    public void Nobody_in_public_gets_an_envelope()
    {
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());

        Assert.Equal((Answer.Forbidden, null), ledger.Shelf.Bytes(item, 1, Part.Envelope));
    }

    [Fact]
    public void A_summary_sealed_under_link_terms_may_be_given_and_one_with_an_excerpt_not()
    {
        var (link, narrowed) = (ledger.Register(Some.Provider(Terms.Link)), OpaqueId.New());
        ledger.Deliver(link, item, Some.Piece(terms: Terms.Link));
        ledger.Deliver(link, narrowed, Some.Piece(terms: Terms.Full));

        Assert.Equal(Answer.Whole, ledger.Shelf.Bytes(item, 1, Part.Summary).Answer);
        Assert.Equal(Answer.Forbidden, ledger.Shelf.Bytes(narrowed, 1, Part.Summary).Answer);
    }

    [Fact]
    public void The_changes_walked_page_by_page_bring_each_public_item_once_newest_first()
    {
        var card = ledger.Register(Some.Provider());
        var items = Enumerable.Range(0, 30).Select(_ => OpaqueId.New()).ToArray();
        foreach (var piece in items) ledger.Deliver(card, piece, Some.Piece(), piece[0] > 'e' ? PubStatus.Usable : PubStatus.Embargoed);
        foreach (var piece in items.Where((_, i) => i % 3 == 0)) ledger.Say(EntryKind.Media, piece);

        var walked = new List<ItemState>();
        while (ledger.Shelf.LatestChanges(null, walked.Count == 0 ? long.MaxValue : walked[^1].Changed.Index, 4) is { Count: > 0 } page)
            walked.AddRange(page.Select(rendition => rendition.State));

        Assert.Equal(items.Where(piece => piece[0] > 'e').Order(), walked.Select(state => state.Item).Order());
        Assert.Equal(walked.OrderByDescending(state => state.Changed.Index), walked);
    }
}
