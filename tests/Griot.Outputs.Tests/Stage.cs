using System.Globalization;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>One of the two providers of a story, its one piece, and what must be shown of it.</summary>
/// <param name="house">Where it delivers.</param>
/// <param name="name">Its own.</param>
/// <param name="card">As it was registered.</param>
/// <param name="push">The channel by which it pushes; null: it has a feed.</param>
internal sealed class Stage(House house, char name, ProviderCard card, string? push)
{
    private const string Uri = "urn:story:1";

    private int marks;

    public ProviderCard Card => card;

    public Expectation Expected { get; } = new();

    /// <summary>The piece; null before its first delivery.</summary>
    public string? Item { get; private set; }

    /// <summary>Whether the bytes that it delivers are for everybody (a feed's are).</summary>
    public bool IsPublic => push is null;

    public static async Task<Stage> OpenAsync(House house, char name, bool pushes)
    {
        var details = new ProviderDetails { Name = $"Provider {name}", Kind = ProviderKind.Press, Languages = ["en"] };
        var card = await house.AddAsync(details, name.ToString());
        return new Stage(house, name, card, pushes ? await house.AddDoorAsync(card.Id) : null);
    }

    public Task PlayAsync(Step step) => step.Act switch
    {
        Act.Deliver => DeliverAsync(step, embargo: null),
        Act.Embargo => DeliverAsync(step, house.Time.GetUtcNow().AddHours(step.Hours)),
        Act.EmbargoWithoutEnd => DeliverAsync(step, DateTimeOffset.MaxValue),
        Act.Correct => DeliverAsync(step, embargo: null, "<g:signal>correction</g:signal>"),
        Act.DeliverLate => DeliverLateAsync(step),
        Act.Delete => DeleteAsync(),
        Act.DeleteTwice => DeleteTwiceAsync(),
        Act.Leave => LeaveAsync(),
        Act.Hold => HoldAsync(),
        Act.Restore => RestoreAsync(),
        Act.RemoveNewest => RemoveNewestAsync(),
        Act.Agree => house.SetAsync(card.Id, Expected.Agreed.Agree(step.Agreement, house.Time.GetUtcNow().AddHours(step.Hours))),
        _ => RemoveItemAsync(),
    };

    private string Feed => name.ToString();

    private Task LeaveAsync() => push is null ? house.PollAsync(Feed, Document("")) : Task.CompletedTask;

    private async Task DeliverAsync(Step step, DateTimeOffset? embargo, string more = "")
    {
        // A correction of what was never delivered is none: it lies in quarantine.
        if (Item is null) more = "";
        var now = house.Time.GetUtcNow();
        var mark = NextMark();
        DateTimeOffset? expires = step.Expires is { } hours ? now.AddHours(hours) : null;
        var (agreed, said) = (Expected.Agreed, step.Said);
        var told = new Told(mark, 0, embargo, expires)
        {
            Terms = agreed.Terms,
            IsTerritorial = said == Said.SomeCountries,
            Ai = said switch { Said.AiDenied => AiUse.Deny, Said.AiAllowed => AiUse.Allow, _ => null },
            Resale = said == Said.NoResale ? Permission.Deny : null,
            HasExcerpt = agreed.Terms != Terms.Link && !agreed.IsTerritorial && said != Said.SomeCountries,
            HasText = said != Said.NoText,
        };
        await SayAsync(Entry(told, now, more));
        if (Expected.IsRemoved) return;
        Expected.Tell(told with { Number = Versions() }, now);
    }

    // An old copy overtakes nothing.
    private async Task DeliverLateAsync(Step step)
    {
        if (Expected.Newest is not { } newest)
        {
            await DeliverAsync(step, embargo: null);
            return;
        }

        await SayAsync(Entry(new Told(NextMark(), 0, null, null) { HasText = true }, newest.AddMinutes(-1), ""));
        // The copy leaves again: after a removal of what it came too late for, it would be the provider's last word.
        await LeaveAsync();
    }

    // As of a piece that was published and deleted anew while nobody looked.
    private async Task DeleteTwiceAsync()
    {
        await DeleteAsync();
        house.Time.Advance(TimeSpan.FromMinutes(2));
        await DeleteAsync();
    }

    private async Task DeleteAsync()
    {
        var now = house.Time.GetUtcNow();
        await SayAsync($"<at:deleted-entry ref=\"{Uri}\" when=\"{Written(now)}\"/>");
        if (Item is null || Expected.IsRemoved) return;
        // The same word again is no news: a feed may date its deletions anew at each poll. What is older does not come back.
        Expected.Dates.Add((now, null));
        if (!Expected.IsDeleted) Expected.TakeBack();
        Expected.IsDeleted = true;
    }

    private async Task HoldAsync()
    {
        if (Item is not null && await new Holding(house.Store).HoldAsync(Item, HoldReason.Legal, null, default) == HoldOutcome.Done) Expected.IsHeld = true;
    }

    private async Task RestoreAsync()
    {
        if (Item is not null && await new Holding(house.Store).RestoreAsync(Item, default) == HoldOutcome.Done) Expected.IsHeld = false;
    }

    private async Task RemoveNewestAsync()
    {
        if (Expected.Versions.FindLast(version => !version.IsRemoved) is not { } newest || Expected.IsRemoved) return;
        Assert.IsType<RemovalAnswer.Done>(await new Removing(house.Store).RemoveAsync(new RemovalRequest(Item, newest.Number), Order, default));
        Expected.RemoveNewest();
    }

    private async Task RemoveItemAsync()
    {
        if (Item is null || Expected.IsRemoved) return;
        Assert.IsType<RemovalAnswer.Done>(await new Removing(house.Store).RemoveAsync(new RemovalRequest(Item), Order, default));
        Expected.IsRemoved = true;
    }

    private static RemovalOrder Order => new([1], RemovalReason.CourtOrder, "ML", null);

    private async Task SayAsync(string entry)
    {
        await (push is null ? house.PollAsync(Feed, Document(entry)) : house.PushAsync(card.Id, push, Document(entry)));
        Item ??= Enumerable.Range(0, (int)house.Store.Size).Select(index => house.Store.At(index)!.Entry)
            .FirstOrDefault(sealedEntry => sealedEntry.Kind == EntryKind.Article && sealedEntry.Provider == card.Id)?.Item;
    }

    private int Versions() => house.Store.History(Item!).Count(entry => entry.Entry.Kind.IsVersion);

    private string NextMark() => string.Create(CultureInfo.InvariantCulture, $"{name}{++marks}");

    private static string Entry(Told told, DateTimeOffset updated, string more)
    {
        if (told.Embargo is { } until) more += until == DateTimeOffset.MaxValue ? "<g:embargoedUntil/>" : $"<g:embargoedUntil>{Written(until)}</g:embargoedUntil>";
        if (told.Expires is { } end) more += $"<g:expires>{Written(end)}</g:expires>";
        if (told.IsTerritorial) more += "<g:territory>ML</g:territory>";
        if (told.Ai is { } ai) more += $"<g:ai>{Word.Of(ai)}</g:ai>";
        if (told.Resale is { } resale) more += $"<g:resale>{Word.Of(resale)}</g:resale>";
        if (told.HasText) more += $"<content type=\"text\">The text says {told.Text} and no more.</content>";
        return $"<entry><id>{Uri}</id><title>Title {told.Headline}</title><updated>{Written(updated)}</updated><summary>In short {told.Excerpt}.</summary>{more}</entry>";
    }

    private static string Document(string entry) =>
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xmlns:g=\"urn:griot:1\"><id>urn:story</id><title>Story</title><updated>2026-11-23T00:00:00Z</updated>{entry}</feed>";

    internal static string Written(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
