using CsCheck;
using Griot.Ledger;

namespace Griot.Ingest.Tests.Items;

/// <summary>
/// Feeds of invented pieces with every fault that ids, links and dates have in the wild, polled again and again while
/// items come and go, and the operator chooses otherwise in between.
/// </summary>
public sealed class IdentityPropertyTests
{
    private const int Pieces = 12;

    private enum Ids { Own, Missing, Constant, Pairs, Positions, Random, Permalinks, Mixed }

    private enum Links { None, Own, Home, Shared }

    private enum Dates { None, Own, Now }

    private sealed record Step(int From, int Count, int Spelling, IdentityPolicy? Chosen);

    private sealed record Case(Ids Ids, Links Links, Dates Dates, Step[] Steps)
    {
        public override string ToString() => $"{Ids} ids, {Links} links, {Dates} dates: {string.Join<Step>("; ", Steps)}";
    }

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, Pieces - 5], Gen.Int[1, 5], Gen.Int[0, 1000], Gen.Frequency((5, Gen.Const((IdentityPolicy?)null)), (1, Gen.Enum<IdentityPolicy>().Select(policy => (IdentityPolicy?)policy))),
        (from, count, spelling, chosen) => new Step(from, count, spelling, chosen));

    // The first document holds two pieces at least: an id or a page that all pieces bear is only then seen to tell nothing.
    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Enum<Ids>(), Gen.Enum<Links>(), Gen.Enum<Dates>(), Steps.Array[2, 7],
        (ids, links, dates, steps) => new Case(ids, links, dates, [steps[0] with { Count = Math.Max(2, steps[0].Count) }, .. steps[1..]])).Where(IsDecidable);

    // An id that goes over to another piece shows it by the page and the date, or by the piece that had it before.
    private static bool IsDecidable(Case one) => one.Ids is not (Ids.Positions or Ids.Pairs or Ids.Mixed) || (one.Links == Links.Own && one.Dates != Dates.None);

    [Fact]
    public Task A_piece_that_stays_is_published_once_and_none_is_taken_for_another() => Cases.SampleAsync(async one =>
    {
        await using var world = await World.OpenAsync();
        var channel = (await world.AddAsync()).Channels[0].Id;
        var seen = new HashSet<int>();
        foreach (var step in one.Steps)
        {
            if (step.Chosen is { } chosen) await FixAsync(world, channel, chosen);
            var numbers = Enumerable.Range(step.From, step.Count).Reverse().ToList();
            seen.UnionWith(numbers);
            var result = await world.PollAsync(Told.Feed(numbers.Select((n, place) => Tell(one, step, n, place, world.Time.GetUtcNow()))));
            Assert.Equal((0, 0, 0), (result.NewVersions, result.Quarantined, result.Failed));
            world.Time.Advance(TimeSpan.FromMinutes(30));
        }

        var published = world.Entries().Select(entry => world.RecordOf(entry).Headline).ToList();
        Assert.Equal(seen.Select(n => Told.Number(n).Headline).Order(StringComparer.Ordinal), published.Order(StringComparer.Ordinal));
    }, iter: 800);

    [Fact]
    public Task An_edited_piece_with_an_id_or_a_page_of_its_own_stays_one_item() => Gen.Select(Gen.Bool, Gen.Enum<Dates>(), Gen.Int[0, 3].Array[1, 5]).SampleAsync(async (byId, dates, edits) =>
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var piece = Told.Number(1);
        var versions = 1;
        await world.PollAsync(Document());
        for (var i = 0; i < edits.Length; i++)
        {
            var before = piece;
            if ((edits[i] & 1) > 0) piece = piece with { Headline = $"Autre titre {i}" };
            if ((edits[i] & 2) > 0) piece = piece with { Text = $"<p>Un tout autre texte, le {i}e, qui remplace celui d'avant.</p>" };
            if (piece != before) versions++;
            var result = await world.PollAsync(Document());
            Assert.Equal((0, piece == before ? 0 : 1), (result.NewItems, result.NewVersions));
        }

        Assert.Equal(versions + 1, world.Entries().Count);

        string Document() => Told.Feed(new[] { Told.Number(2), piece }.Select(one => one with
        {
            Guid = byId ? one.Guid : null,
            Link = byId ? null : one.Link,
            Date = dates == Dates.None ? null : dates == Dates.Own ? one.Date : world.Time.GetUtcNow(),
        }));
    }, iter: 30);

    private static Told Tell(Case one, Step step, int n, int place, DateTimeOffset now)
    {
        var piece = Told.Number(n);
        var link = one.Links switch
        {
            Links.None => null,
            Links.Own => Spelled(piece.Link!, step.Spelling + n),
            Links.Home => Spelled("https://kayes.example", step.Spelling + n),
            _ => Spelled("https://kayes.example/direct", step.Spelling + n),
        };
        return piece with
        {
            Guid = IdOf(one.Ids == Ids.Mixed ? (Ids)(n % 4) : one.Ids, n, place, step.Spelling, link),
            Link = link,
            Date = one.Dates switch { Dates.None => null, Dates.Own => piece.Date, _ => now },
        };
    }

    private static string? IdOf(Ids ids, int n, int place, int spelling, string? link) => ids switch
    {
        Ids.Missing => null,
        Ids.Constant => "https://kayes.example/",
        Ids.Pairs => $"{n / 2}",
        Ids.Positions => $"{place}",
        Ids.Random => $"{spelling}/{n * 7919}/{spelling * n}",
        Ids.Permalinks => link,
        _ => $"urn:kayes:{n}",
    };

    private static string Spelled(string link, int spelling) => (spelling % 5) switch
    {
        0 => link,
        1 => link.Replace("https:", "http:", StringComparison.Ordinal),
        2 => link + "?utm_source=rss",
        3 => link + "/",
        _ => link + "#xtor=RSS-7",
    };

    private static Task FixAsync(World world, string channel, IdentityPolicy policy) => world.Store.FixIdentityAsync(
        new ChannelIdentity { Channel = channel, Policy = policy, IsFixed = true, Since = world.Time.GetUtcNow(), Why = "A test has chosen it." }, CancellationToken.None);
}
