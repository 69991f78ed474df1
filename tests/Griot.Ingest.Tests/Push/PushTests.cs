using System.Net;
using System.Text;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Ingest.Tests.Push;

public sealed class PushTests : IAsyncLifetime
{
    private Door door = null!;

    public async ValueTask InitializeAsync() => door = await Door.OpenAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task Each_piece_is_answered_once_it_is_durable()
    {
        var pieces = await door.DeliverAsync(Feeds.Json(Feeds.Member("b"), Feeds.Member("a", "<p>Autre.</p>")));
        Assert.Equal(["b", "a"], pieces.Select(piece => piece["id"]!.GetValue<string>()));
        Assert.All(pieces, piece => Assert.Equal(("accepted", 1), (Door.Result(piece), piece["version"]!.GetValue<int>())));
        foreach (var piece in pieces)
        {
            var entry = door.World.Store.At(piece["entry"]!.GetValue<long>())!.Entry;
            Assert.Equal((piece["item"]!.GetValue<string>(), door.Card.Id, door.Channel, Evidence.Authenticated), (entry.Item, entry.Provider, entry.Channel, entry.Evidence));
        }

        Assert.Equal("a", door.World.RecordOf(door.World.Entries()[0]).Uri);
    }

    [Fact]
    public async Task What_stands_already_is_answered_with_the_entry_that_it_stands_by()
    {
        var first = Assert.Single(await door.DeliverAsync(Feeds.Json(Feeds.Member("a"))));
        var again = Assert.Single(await door.DeliverAsync(Feeds.Json(Feeds.Member("a"))));
        var spaced = Assert.Single(await door.DeliverAsync(Feeds.Json(Feeds.Member("a", "<p>Le  fleuve monte.</p>"))));
        Assert.Equal("unchanged", Door.Result(again));
        Assert.Equal("cosmetic", Door.Result(spaced));
        Assert.All((System.Text.Json.Nodes.JsonNode[])[again, spaced], piece =>
        {
            Assert.Equal("a", piece["id"]!.GetValue<string>());
            Assert.Equal(first["entry"]!.GetValue<long>(), piece["entry"]!.GetValue<long>());
            Assert.Equal(first["item"]!.GetValue<string>(), piece["item"]!.GetValue<string>());
        });
    }

    [Fact]
    public async Task Other_words_under_the_same_id_are_an_update_and_no_correction()
    {
        await door.DeliverAsync(Feeds.Json(Feeds.Member("a")));
        var second = Assert.Single(await door.DeliverAsync(Feeds.Json(Feeds.Member("a", "<p>Le fleuve baisse.</p>"))));
        Assert.Equal(("accepted", 2), (Door.Result(second), second["version"]!.GetValue<int>()));
        Assert.Equal(EntryKind.Update, door.World.Store.At(second["entry"]!.GetValue<long>())!.Entry.Kind);
    }

    [Fact]
    public async Task Two_versions_in_one_request_are_both_kept_and_the_first_of_the_document_stands_last()
    {
        var pieces = await door.DeliverAsync(Feeds.Json(Feeds.Member("a", "<p>Neuf.</p>"), Feeds.Member("a", "<p>Vieux.</p>")));
        Assert.All(pieces, piece => Assert.Equal("accepted", Door.Result(piece)));
        Assert.Equal([2, 1], pieces.Select(piece => piece["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Bytes_out_are_bytes_in_whatever_their_encoding()
    {
        var feed = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Feeds.Atom(Feeds.Entry("a", "<p>ɓ ŋ é</p>")))).ToArray();
        using var answer = await door.PostAsync(feed, "application/atom+xml");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sealedOne = Assert.Single(door.World.Entries());
        Assert.Equal(Encoding.Unicode.GetBytes(Feeds.Entry("a", "<p>ɓ ŋ é</p>")), door.World.DeliveryOf(sealedOne));
        Assert.Contains("ɓ ŋ é", door.World.RecordOf(sealedOne).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_takes_the_piece_back()
    {
        await door.DeliverAsync(Feeds.Atom(Feeds.Entry("a")), "application/atom+xml");
        var gone = Assert.Single(await door.DeliverAsync(Feeds.Atom(Feeds.Deleted("a")), "application/atom+xml"));
        Assert.Equal("accepted", Door.Result(gone));
        Assert.Equal(Standing.Withdrawn, ItemState.Fold(door.World.Store.History(gone["item"]!.GetValue<string>()))!.Standing);
    }

    [Fact]
    public async Task I08_nobody_withdraws_what_is_anothers_and_learns_nothing_by_trying()
    {
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        var item = Assert.Single(await door.DeliverAsync(Feeds.Atom(Feeds.Entry("theirs")), "application/atom+xml", theirs.Channel, theirs.Key))["item"]!.GetValue<string>();
        var size = door.World.Store.Size;
        var answers = await door.DeliverAsync(Feeds.Atom(Feeds.Deleted("theirs"), Feeds.Deleted("nobodys"), Feeds.Deleted(item), Feeds.Deleted($"urn:griot:item:{item}")), "application/atom+xml");
        Assert.All(answers, piece => Assert.Equal(("refused", "urn:griot:problem:unknown-item"), (Door.Result(piece), piece["problem"]!["type"]!.GetValue<string>())));
        Assert.All(answers, piece => Assert.Null(piece["entry"]));
        Assert.Equal(size, door.World.Store.Size);
        Assert.Equal(4, door.World.Store.Quarantine().Count);
        Assert.Equal(Standing.Visible, ItemState.Fold(door.World.Store.History(item))!.Standing);
    }

    [Fact]
    public async Task I09_from_a_suspended_provider_only_a_withdrawal_is_taken()
    {
        await door.DeliverAsync(Feeds.Atom(Feeds.Entry("a")), "application/atom+xml");
        Assert.IsType<RegisterOutcome.Registered>(await door.World.Register.SetAsync(door.Card.Id, new ProviderDetails { State = ProviderState.Suspended }, default));
        var answers = await door.DeliverAsync(Feeds.Atom(Feeds.Entry("b"), Feeds.Deleted("a")), "application/atom+xml");
        Assert.Equal(["refused", "accepted"], answers.Select(Door.Result));
        Assert.Equal("urn:griot:problem:not-active", answers[0]["problem"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task D05_ten_thousand_pieces_in_one_request_are_each_answered()
    {
        var pieces = await door.DeliverAsync(Feeds.Json([.. Enumerable.Range(0, 10_000).Select(n => Feeds.Member($"n{n}", $"<p>Nouvelle {n}.</p>"))]));
        Assert.Equal(10_000, pieces.Select(piece => piece["entry"]!.GetValue<long>()).Distinct().Count());
        Assert.Equal("n9999", pieces[^1]["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_cant_be_read_lies_in_quarantine_and_the_sender_is_told()
    {
        using var answer = await door.PostAsync("Bonjour.", "application/json");
        Assert.Equal((HttpStatusCode)422, answer.StatusCode);
        Assert.Equal("urn:griot:problem:unreadable", (await Door.JsonAsync(answer))["type"]!.GetValue<string>());
        var row = Assert.Single(door.World.Store.Quarantine());
        Assert.Equal("Bonjour."u8.ToArray(), row.Content.Bytes);
        Assert.Equal((door.Card.Id, door.Channel), (row.Content.Provider, row.Content.Channel));
        using var empty = await door.PostAsync("");
        Assert.Equal((HttpStatusCode)422, empty.StatusCode);
        Assert.Single(door.World.Store.Quarantine());
    }

    [Fact]
    public async Task One_piece_that_cant_be_read_costs_the_others_nothing()
    {
        var pieces = await door.DeliverAsync(Feeds.Json(Feeds.Member("a"), "7", Feeds.Member("b", "<p>Autre.</p>")));
        Assert.Equal(["accepted", "quarantined", "accepted"], pieces.Select(Door.Result));
    }

    [Fact]
    public async Task A_replay_from_quarantine_has_the_evidence_that_it_came_with()
    {
        await door.DeliverAsync(Feeds.Atom(Feeds.Deleted("a")), "application/atom+xml");
        await door.DeliverAsync(Feeds.Atom(Feeds.Entry("a")), "application/atom+xml");
        var replayed = await new QuarantineDesk(door.World.Store, door.World.Time).ReplayAsync(Assert.Single(door.World.Store.Quarantine()).Id, default);
        Assert.Equal(1, replayed.Accepted);
        Assert.Equal((EntryKind.Withdrawal, Evidence.Authenticated), (door.World.Entries()[^1].Entry.Kind, door.World.Entries()[^1].Entry.Evidence));
    }

    [Fact]
    public async Task L05_nothing_is_left_of_a_removed_piece_and_sent_again_it_is_refused_without_a_trace()
    {
        var body = Feeds.Json(Feeds.Member("koloban", "<p>Le lycée de Koloban a brûlé dans la nuit de samedi.</p>"));
        using var first = await door.PostAsync(body, idempotency: "k");
        var item = (await Door.JsonAsync(first))["items"]![0]!["item"]!.GetValue<string>();
        Assert.True(door.World.IsInItsFiles("oloban"));
        var order = new RemovalOrder("Jugement no 17"u8.ToArray(), RemovalReason.CourtOrder, "ML", "Le tribunal l'a ordonné.");
        Assert.IsType<RemovalAnswer.Done>(await new Removing(door.World.Store).RemoveAsync(new RemovalRequest(item), order, default));
        Assert.True(await door.World.Store.WipeAsync(TimeSpan.FromMinutes(1), default));
        Assert.False(door.World.IsInItsFiles("oloban"));

        using var again = await door.PostAsync(body, idempotency: "k");
        var piece = (await Door.JsonAsync(again))["items"]![0]!;
        Assert.Equal(("refused", "urn:griot:problem:removed"), (Door.Result(piece), piece["problem"]!["type"]!.GetValue<string>()));
        Assert.Null(piece["id"]);
        Assert.False(door.World.IsInItsFiles("oloban"));
    }
}
