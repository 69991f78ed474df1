using System.Security.Cryptography;
using System.Text;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting.Tests;

/// <summary>What can happen to a house between two copies.</summary>
internal enum Act
{
    Deliver,
    Translate,
    Update,
    Correct,
    Withdraw,
    WithdrawAndKeep,
    Embargo,
    Release,
    Hold,
    Restore,
    Remove,
    Rename,
    Move,
    Narrow,
    Register,
    Answer,
    Map,
}

/// <summary>Two providers with their pieces, whatever happens to them, and a copy that is brought up to date after each of it.</summary>
internal sealed class CopyWorld : IAsyncDisposable
{
    private static readonly MediaDescription Note = new() { Uri = "ni:///sha-256;b", Type = "application/pdf", Length = 340_200, Title = "note.pdf" };
    private static readonly IReadOnlyList<Edition> Two = [.. Editions.All.Where(edition => edition.Code is "fr" or "ar")];

    private readonly HouseOnDisk house = new();
    private readonly TimeProvider time;
    private readonly List<ProviderCard> providers = [];
    private readonly List<string> items = [];
    private readonly Dictionary<string, string> uris = [];
    private LedgerStore store;
    private int told;

    private CopyWorld(TimeProvider time) => (this.time, store) = (time, LedgerStore.Open(house.Data, time));

    internal static async Task<CopyWorld> OpenAsync(TimeProvider? time = null)
    {
        var world = new CopyWorld(time ?? TimeProvider.System);
        foreach (var name in (string[])["Le Pont", "Le Gué"])
        {
            await world.RegisterAsync(name);
            world.items.Add(await world.DeliverAsync(world.providers[^1], world.Piece(), files: Note));
        }

        return world;
    }

    /// <summary>False where there is nothing that it could be done to.</summary>
    internal async Task<bool> DoAsync(Act act, int choice)
    {
        var item = items[choice % items.Count];
        var state = ItemState.Fold(store.History(item))!;
        var card = providers.Find(provider => provider.Id == state.Provider)!;
        switch (act)
        {
            case Act.Deliver: items.Add(await DeliverAsync(providers[choice % providers.Count], Piece(choice % 2 == 0 ? "fr" : "ar"), files: choice % 3 == 0 ? [Note] : [])); break;
            case Act.Translate: items.Add(await DeliverAsync(card, Piece("ar") with { Relations = [new Relation("translatedFrom", uris[item], null)] })); break;
            case Act.Update: await DeliverAsync(card, Piece() with { Signal = Signal.Update }, item); break;
            case Act.Correct: await DeliverAsync(card, Piece() with { Signal = Signal.Correction }, item); break;
            case Act.Withdraw: await DeliverAsync(card, Piece() with { Signal = Signal.Withdrawal, PubStatus = PubStatus.Canceled }, item); break;
            case Act.WithdrawAndKeep: await DeliverAsync(card, Piece() with { Signal = Signal.Withdrawal, PubStatus = PubStatus.Canceled, KeepsText = true }, item); break;
            case Act.Embargo: items.Add(await DeliverAsync(card, Piece() with { PubStatus = PubStatus.Embargoed })); break;
            case Act.Release:
                if (state.Versions.LastOrDefault(version => version.Entry.Status == PubStatus.Embargoed && !state.Released.ContainsKey(version.Entry.Version!.Value)) is not { } version) return false;
                await AppendAsync(OfItem(EntryKind.Release, state) with { Version = version.Entry.Version, Status = PubStatus.Usable });
                break;
            case Act.Hold: await AppendAsync(OfItem(EntryKind.Hold, state) with { Record = new Notice { Reason = "legal", Text = Told() }.ToBytes() }); break;
            case Act.Restore: await AppendAsync(OfItem(EntryKind.Restore, state)); break;
            case Act.Remove: return state.Standing != Standing.Removed && await RemoveAsync(state);
            case Act.Rename: await ChangeAsync(card with { Name = Told() }); break;
            case Act.Move: await ChangeAsync(card with { Slug = $"slug-{++told}", FormerSlugs = [.. card.FormerSlugs, card.Slug] }); break;
            case Act.Narrow: await ChangeAsync(card with { Terms = (Terms)(choice % 3), Rules = choice % 2 == 0 ? null : new UsageRules { Ai = AiUse.Deny } }); break;
            case Act.Register: await RegisterAsync(Told()); break;
            case Act.Answer: PublishAnswer(item, card); break;
            case Act.Map: await MapAsync(choice); break;
        }

        return true;
    }

    /// <summary>So many more pieces.</summary>
    internal async Task DeliverAsync(int count)
    {
        List<Draft> drafts = [.. Enumerable.Range(0, count).Select(number => Delivered(providers[number % providers.Count], Piece(), OpaqueId.New()))];
        await store.AppendAsync(new Batch { Drafts = drafts }, default);
        foreach (var draft in drafts)
        {
            items.Add(draft.Item!);
            uris[draft.Item!] = "tag:provider.example,2026:none";
        }
    }

    /// <summary>A copy in one language; the page of each piece in it that ever was in public, and whether it can be read.</summary>
    internal async Task<(string Folder, IReadOnlyList<(string Page, bool IsRead)> Pieces)> ExportAsync(string edition)
    {
        var shelf = new Shelf(store);
        List<(string, bool)> pieces = [.. items.Select(item => shelf.Take(item)).OfType<Rendition>().Select(piece => ($"{edition}/{piece.Provider.Slug}/{piece.State.Item}.html", piece.Answer != Answer.Gone))];
        await store.DisposeAsync();
        await house.ExportAsync(editions: [Editions.Find(edition)!]);
        store = LedgerStore.Open(house.Data, time);
        return (house.Copy(), pieces);
    }

    /// <summary>Brings the copy up to date; when its first file is there, something is delivered that nobody signs meanwhile.</summary>
    internal async Task DeliverMeanwhileAsync()
    {
        await store.DisposeAsync();
        var isDelivered = false;
        await house.ExportAsync(editions: Two, meanwhile: _ =>
        {
            if (isDelivered) return;
            isDelivered = true;
            store = LedgerStore.Open(house.Data, time);
            DeliverAsync(1).GetAwaiter().GetResult();
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        Assert.True(house.Holds("class=\"watch\""));
        store = LedgerStore.Open(house.Data, time);
    }

    /// <summary>Brings the copy up to date, and holds it against one that is made anew.</summary>
    internal async Task CompareAsync(string after)
    {
        // As when no server runs.
        await store.DisposeAsync();
        await house.ExportAsync(editions: Two);
        await house.ExportAnewAsync("anew", Two);
        store = LedgerStore.Open(house.Data, time);
        var (again, anew) = (house.Site(), house.Site("anew"));
        Assert.Equal((after, string.Join('\n', anew.Keys.Order(StringComparer.Ordinal))), (after, string.Join('\n', again.Keys.Order(StringComparer.Ordinal))));
        // A proof is of its day, and holds.
        foreach (var (path, bytes) in anew.Where(file => !file.Key.EndsWith(".tlog-proof", StringComparison.Ordinal)))
            Assert.Equal((after, path, Encoding.UTF8.GetString(bytes)), (after, path, Encoding.UTF8.GetString(again[path])));
        Directory.Delete(house.Copy("anew"), recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        house.Dispose();
    }

    private string Told() => $"Titre {++told}";

    private ArticleRecord Piece(string language = "fr") => new()
    {
        Uri = $"tag:provider.example,2026:{++told}",
        Signal = Signal.New,
        PubStatus = PubStatus.Usable,
        Language = language,
        Headlines = [new TextValue(Told())],
        By = "Aminata Keïta",
        Bodies = [new TextValue($"<p>Le texte {told}, en entier.</p>", ContentType: "text/html")],
        Terms = Terms.Full,
        Link = "https://provider.example/piece",
        Subjects = [new Subject("Au fil de l’eau")],
        Reader = "griot/0.1.0 test",
    };

    private async Task RegisterAsync(string name)
    {
        providers.Add(new ProviderCard
        {
            Id = OpaqueId.New(),
            Slug = $"slug-{++told}",
            Name = name,
            Kind = ProviderKind.Press,
            Capacities = [new DatedCapacity(Capacity.Independent, new DateOnly(2026, 5, 1))],
            Country = "ML",
            Languages = ["fr"],
            Terms = Terms.Full,
            Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "provider.example", Public: true)],
        });
        await SealAsync(providers[^1]);
    }

    private Task ChangeAsync(ProviderCard card)
    {
        providers[providers.FindIndex(provider => provider.Id == card.Id)] = card;
        return SealAsync(card);
    }

    private Task SealAsync(ProviderCard card) => AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug, Follows = store.CardEntry(card.Id) });

    private async Task<string> DeliverAsync(ProviderCard card, ArticleRecord record, string? item = null, params IReadOnlyList<MediaDescription> files)
    {
        var draft = Delivered(card, record, item ?? OpaqueId.New()) with { Follows = item is null ? null : store.History(item)[^1].Index, Files = [.. files.Select(file => new DraftFile(file.ToBytes(), [1, 2, 3]))] };
        await AppendAsync(draft);
        uris[draft.Item!] = record.Uri;
        return draft.Item!;
    }

    private Draft Delivered(ProviderCard card, ArticleRecord record, string item) => new()
    {
        Kind = EntryKinds.For(record.Signal),
        Provider = card.Id,
        Channel = card.Channels[0].Id,
        Item = item,
        Status = record.PubStatus,
        Evidence = Evidence.Tls,
        Delivery = Encoding.UTF8.GetBytes($"<item>{++told}</item>"),
        Record = record.ToBytes(),
        Summary = new Summary { Signal = record.Signal, Headline = record.Headline, By = [record.By!], Language = record.Language, Excerpt = "Le texte", Terms = record.Terms, Link = record.Link, KeepsText = record.KeepsText }.ToBytes(),
        Identity = SHA256.HashData(Encoding.UTF8.GetBytes(item)),
    };

    private async Task<bool> RemoveAsync(ItemState state)
    {
        var removal = new Removal
        {
            Entry = OfItem(EntryKind.Removal, state) with { Delivery = [1], Record = new Notice { Reason = "court-order", Country = "ML", Text = Told() }.ToBytes() },
            Targets = [.. store.History(state.Item).SelectMany(entry => Enum.GetValues<Part>().Where(part => entry.Entry.CommitmentTo(part) is not null).Select(part => new EntryPart(entry.Index, part)))],
        };
        Assert.IsType<AppendOutcome.Sealed>(await store.RemoveAsync(removal, default));
        return true;
    }

    // The piece may not be shown: what stands beside it is shown no more then.
    private void PublishAnswer(string item, ProviderCard card)
    {
        using var desk = Desk.Open(house.Data);
        var asked = new AskQuestion(desk, new AskLimits(TimeProvider.System), TimeProvider.System).Ask(new Question(Told(), null, null, PassOn: false, "fr"), new Addressee(item, card.Id, Responsible.Provider, card.Name), sender: null);
        var reference = Assert.IsType<AskOutcome.Kept>(asked).Reference;
        Assert.IsType<CaseOutcome.Done>(new AnswerCase(desk, TimeProvider.System).Answer(reference, Told(), "La Maison"));
        Assert.IsType<CaseOutcome.Done>(new PublishAnswer(desk, TimeProvider.System).Publish(reference));
    }

    private async Task MapAsync(int choice)
    {
        await File.WriteAllTextAsync(Path.Combine(house.Data, "subjects.csv"), $"provider,category,subject\n*,Au fil de l’eau,{(choice % 2 == 0 ? "06000000" : "14000000 20000337")}\n", TestContext.Current.CancellationToken);
        await store.DisposeAsync();
        Assert.Equal(0, await GriotCommand.RunAsync(["rebuild", "search", "--data", house.Data]));
        store = LedgerStore.Open(house.Data, time);
    }

    private Draft OfItem(EntryKind kind, ItemState state) => new() { Kind = kind, Provider = state.Provider, Item = state.Item, Follows = store.History(state.Item)[^1].Index };

    private async Task AppendAsync(Draft draft) => Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(draft, default));
}
