using System.Globalization;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>One of the two providers of a story, its one piece, and what must be shown of it.</summary>
internal sealed class Stage(House house, char name, ProviderCard card)
{
    private const string Uri = "urn:story:1";

    private int marks;

    public ProviderCard Card => card;

    public Expectation Expected { get; } = new();

    /// <summary>The piece; null before its first delivery.</summary>
    public string? Item { get; private set; }

    public static async Task<Stage> OpenAsync(House house, char name)
    {
        var details = new ProviderDetails { Name = $"Provider {name}", Kind = ProviderKind.Press, Languages = ["en"] };
        return new Stage(house, name, await house.AddAsync(details, name.ToString()));
    }

    public Task PlayAsync(Step step) => step.Act switch
    {
        Act.Deliver => DeliverAsync(step, embargo: null),
        Act.Embargo => DeliverAsync(step, house.Time.GetUtcNow().AddHours(step.Hours)),
        Act.EmbargoWithoutEnd => DeliverAsync(step, DateTimeOffset.MaxValue),
        Act.Correct => DeliverAsync(step, embargo: null, "<g:signal>correction</g:signal>"),
        Act.DeliverLate => DeliverLateAsync(step),
        Act.Delete => DeleteAsync(),
        Act.Leave => house.PollAsync(Feed, Document("")),
        Act.Hold => HoldAsync(),
        Act.Restore => RestoreAsync(),
        Act.RemoveNewest => RemoveNewestAsync(),
        _ => RemoveItemAsync(),
    };

    private string Feed => name.ToString();

    private async Task DeliverAsync(Step step, DateTimeOffset? embargo, string more = "")
    {
        // A correction of what was never delivered is none: it lies in quarantine.
        if (Item is null) more = "";
        var now = house.Time.GetUtcNow();
        var mark = NextMark();
        DateTimeOffset? expires = step.Expires is { } hours ? now.AddHours(hours) : null;
        await SayAsync(Entry(mark, now, embargo, expires, more));
        if (Expected.IsRemoved) return;
        Expected.Tell(new Told(mark, Versions(), embargo, expires), now);
    }

    // An old copy overtakes nothing.
    private async Task DeliverLateAsync(Step step)
    {
        if (Expected.Newest is not { } newest)
        {
            await DeliverAsync(step, embargo: null);
            return;
        }

        await SayAsync(Entry(NextMark(), newest.AddMinutes(-1), null, null, ""));
        // The copy leaves again: after a removal of what it came too late for, it would be the provider's last word.
        await house.PollAsync(Feed, Document(""));
    }

    private async Task DeleteAsync()
    {
        var now = house.Time.GetUtcNow();
        await SayAsync($"<at:deleted-entry ref=\"{Uri}\" when=\"{Written(now)}\"/>");
        // The same word again is no news, and neither is its date: a feed may date its deletions anew at each poll.
        if (Item is null || Expected.IsRemoved || Expected.IsDeleted) return;
        Expected.Dates.Add((now, null));
        Expected.TakeBack();
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
        await house.PollAsync(Feed, Document(entry));
        Item ??= Enumerable.Range(0, (int)house.Store.Size).Select(index => house.Store.At(index)!.Entry)
            .FirstOrDefault(sealedEntry => sealedEntry.Kind == EntryKind.Article && sealedEntry.Provider == card.Id)?.Item;
    }

    private int Versions() => house.Store.History(Item!).Count(entry => entry.Entry.Kind.IsVersion);

    private string NextMark() => string.Create(CultureInfo.InvariantCulture, $"word{name}{++marks}drow");

    private static string Entry(string mark, DateTimeOffset updated, DateTimeOffset? embargo, DateTimeOffset? expires, string more)
    {
        if (embargo is { } until) more += until == DateTimeOffset.MaxValue ? "<g:embargoedUntil/>" : $"<g:embargoedUntil>{Written(until)}</g:embargoedUntil>";
        if (expires is { } end) more += $"<g:expires>{Written(end)}</g:expires>";
        return $"<entry><id>{Uri}</id><title>Title {mark}</title><updated>{Written(updated)}</updated><content type=\"text\">The text says {mark} and no more.</content>{more}</entry>";
    }

    private static string Document(string entry) =>
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xmlns:g=\"urn:griot:1\"><id>urn:story</id><title>Story</title><updated>2026-11-23T00:00:00Z</updated>{entry}</feed>";

    private static string Written(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
