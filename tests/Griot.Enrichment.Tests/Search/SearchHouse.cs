using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Html;
using Griot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Enrichment.Tests.Search;

/// <summary>A ledger with its search in a temporary folder. Nothing follows by itself: a test says when the index reads on.</summary>
internal sealed class SearchHouse : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider room;

    public SearchHouse()
    {
        Store = LedgerStore.Open(folder.Path, Time);
        room = Room();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 18, 40, 0, TimeSpan.Zero));
    public LedgerStore Store { get; }
    public string Data => folder.Path;
    public string IndexRoot => Path.Combine(folder.Path, "derived", "search");
    public ArticleSearch Search => room.GetRequiredService<ArticleSearch>();
    public PieceTranslations Translations => room.GetRequiredService<PieceTranslations>();
    public Shelf Shelf => room.GetRequiredService<Shelf>();
    public HouseLabels Labels => room.GetRequiredService<HouseLabels>();
    public Followers Followers => room.GetRequiredService<Followers>();

    /// <summary>Reads on to the end of the ledger.</summary>
    public void Follow() => Followers.CatchUp(TestContext.Current.CancellationToken);

    /// <summary>Closes what is derived and opens it again, as another start of the program does.</summary>
    public void Restart()
    {
        room.Dispose();
        room = Room();
    }

    /// <summary>The same for a process that was killed: nothing is committed at its end.</summary>
    public void Kill()
    {
        var copy = Path.Combine(folder.Path, "as-it-was");
        CopyAll(IndexRoot, copy);
        room.Dispose();
        Directory.Delete(IndexRoot, recursive: true);
        Directory.Move(copy, IndexRoot);
        room = Room();
    }

    public void Stop() => room.Dispose();

    public void Start() => room = Room();

    /// <summary>Waits until all that was sealed is in a commit of the index.</summary>
    public async Task CommittedAsync()
    {
        while (Directory.Exists(IndexRoot) is false || IndexFolder.MarkIn(Path.Combine(IndexRoot, "1"))?.Position != Store.Size)
        {
            Time.Advance(TimeSpan.FromSeconds(2));
            Follow();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until what removals took has been written over.</summary>
    public async Task WipedAsync()
    {
        while (IndexFolder.MarkIn(Path.Combine(IndexRoot, "1"))?.Wiped < Store.Size)
        {
            Follow();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Files of the index in which these letters stand. Where a commit took one away meanwhile, all are looked at again.</summary>
    public IReadOnlyList<string> FilesWith(string letters)
    {
        while (true)
        {
            try
            {
                return [.. Directory.GetFiles(IndexRoot, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(letters)) >= 0)];
            }
            catch (FileNotFoundException)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>A second process on the same folder.</summary>
    public ServiceProvider Another() => Room();

    public async Task<ProviderCard> RegisterAsync(ProviderCard card)
    {
        Assert.IsType<AppendOutcome.Sealed>(await Store.AppendAsync(
            new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug, Follows = Store.CardEntry(card.Id) }, default));
        return card;
    }

    public Task<ProviderCard> RegisterAsync(string name = "Le Pont", Terms terms = Terms.Full) => RegisterAsync(Card(name, terms));

    public static ProviderCard Card(string name, Terms terms = Terms.Full) => new()
    {
        Id = OpaqueId.New(),
        Slug = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-'),
        Name = name,
        Kind = ProviderKind.Press,
        Capacities = [new DatedCapacity(Capacity.Independent, new DateOnly(2026, 5, 1))],
        Country = "ML",
        Languages = ["fr"],
        Terms = terms,
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "provider.example", Public: true)],
    };

    public static ArticleRecord Piece(string headline, string? text = null, string? language = "fr", Signal signal = Signal.New) => new()
    {
        Uri = "tag:provider.example,2026:" + headline,
        Signal = signal,
        PubStatus = PubStatus.Usable,
        Language = language,
        Headlines = [new TextValue(headline)],
        By = "Aminata Keïta",
        FirstCreated = new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero),
        Bodies = [new TextValue(text is null ? "<p>Rien.</p>" : text.StartsWith('<') ? text : $"<p>{text}</p>", ContentType: "text/html")],
        Terms = Terms.Full,
        Reader = "griot/0.1.0 test",
    };

    /// <summary>Seals a version; of a new item where none is named.</summary>
    public async Task<string> DeliverAsync(ProviderCard card, ArticleRecord record, string? item = null)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var follows = item is null ? null : (long?)Store.History(item)[^1].Index;
        item ??= OpaqueId.New();
        await AppendAsync(new Draft
        {
            Kind = EntryKinds.For(record.Signal),
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = item,
            Follows = follows,
            Status = record.PubStatus,
            Evidence = Evidence.Tls,
            Delivery = System.Text.Encoding.UTF8.GetBytes(OpaqueId.New()),
            Record = record.ToBytes(),
            Summary = SummaryOf(record).ToBytes(),
            Identity = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(item)),
        });
        return item;
    }

    public Task<string> DeliverAsync(ProviderCard card, string headline, string? text = null, string? language = "fr") => DeliverAsync(card, Piece(headline, text, language));

    /// <summary>An entry of the operator about an item: hold, restore, release.</summary>
    public Task NoteAsync(ProviderCard card, string item, EntryKind kind, byte[]? record = null) =>
        AppendAsync(new Draft { Kind = kind, Provider = card.Id, Item = item, Follows = Store.History(item)[^1].Index, Record = record, Version = kind is EntryKind.Release or EntryKind.Expiry ? 1 : null });

    /// <summary>All of an item goes by order, or one version of it.</summary>
    public async Task RemoveAsync(ProviderCard card, string item, int? version = null)
    {
        var history = Store.History(item);
        var removal = new Removal
        {
            Entry = new Draft { Kind = EntryKind.Removal, Provider = card.Id, Item = item, Version = version, Follows = history[^1].Index, Delivery = [1], Record = new Notice { Reason = "court-order" }.ToBytes() },
            Targets = [.. history.Where(entry => version is null || entry.Entry.Version == version).SelectMany(entry => Enum.GetValues<Part>().Where(part => entry.Entry.CommitmentTo(part) is not null).Select(part => new EntryPart(entry.Index, part)))],
        };
        Assert.IsType<AppendOutcome.Sealed>(await Store.RemoveAsync(removal, default));
    }

    /// <summary>Headlines of what is found, in order.</summary>
    public IReadOnlyList<string> Found(string text) => Found(new SearchRequest { Text = text });

    public IReadOnlyList<string> Found(SearchRequest request) => [.. Search.Find(request).Hits.Select(hit => hit.Piece.Summary!.Headline)];

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task AppendAsync(Draft draft) => Assert.IsType<AppendOutcome.Sealed>(await Store.AppendAsync(draft, default));

    private ServiceProvider Room() => new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton<ILedgerReader>(Store).AddEnrichment(folder.Path).BuildServiceProvider();

    private static Summary SummaryOf(ArticleRecord record)
    {
        var text = record.Body is { } body ? VisibleText.Of(body) : "";
        var cut = VisibleText.Excerpt(text, 280);
        return new Summary
        {
            Signal = record.Signal,
            Headline = record.Headline,
            By = record.By is { } by ? [by] : [],
            Language = record.Language,
            Published = record.FirstCreated,
            Excerpt = record.Terms == Terms.Link ? null : cut,
            ExcerptIsWhole = cut == text,
            Terms = record.Terms,
        };
    }
}
