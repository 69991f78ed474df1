using System.Net;
using Griot.Formats;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Ledger.Monitoring;
using Griot.Net;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Ingest.Tests;

/// <summary>A house with a real store in a folder of its own, a clock that the test sets, and a feed server on loopback.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private World(FeedServer server)
    {
        Server = server;
        Store = LedgerStore.Open(folder.Path, Time);
        Register = new ProviderRegister(Store, Time);
        Http = NewHttp();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    public FeedServer Server { get; }
    public LedgerStore Store { get; }
    public ProviderRegister Register { get; }
    public GuardedHttp Http { get; }
    public LogLines<Poller> Log { get; } = new();
    public Shelf Shelf => new(Store);
    public string Folder => folder.Path;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<World> OpenAsync(FeedServer? server = null) => new(server ?? await FeedServer.StartAsync());

    // HTTP lives in real time; only what the house decides by the clock does not.
    public static GuardedHttp NewHttp() => new(
        new AddressGuard(new GuardOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] }),
        new HostPoliteness(TimeSpan.Zero, 100, TimeProvider.System), TimeProvider.System);

    public Poller Poller(PollOptions? options = null, LedgerStore? store = null) =>
        new(store ?? Store, Http, Time, options ?? new PollOptions(), Log);

    /// <summary>Registers a provider with a feed at a path of the server.</summary>
    public Task<ProviderCard> AddAsync(string path = "/feed", string name = "Kayes Hebdo", Terms terms = Terms.Full) => AddAtAsync(Server.Address(path), name, terms);

    public async Task<ProviderCard> AddAtAsync(string address, string name = "Kayes Hebdo", Terms terms = Terms.Full)
    {
        var details = new ProviderDetails { Name = name, Kind = ProviderKind.Press, Languages = ["fr"], Terms = terms };
        var outcome = await Register.AddAsync(details, address, Cancellation);
        return Assert.IsType<RegisterOutcome.Registered>(outcome).Card;
    }

    public Task<PollResult> PollAsync() => Poller().OnceAsync(null, Cancellation);

    /// <summary>Serves a document and polls.</summary>
    public Task<PollResult> PollAsync(string document, string path = "/feed") => PollAsync(System.Text.Encoding.UTF8.GetBytes(document), path);

    public Task<PollResult> PollAsync(byte[] document, string path = "/feed")
    {
        Server[path] = new Page(document);
        return PollAsync();
    }

    public Task<int> ReleaseAsync() => new Releaser(Store, Time, NullLogger<Releaser>.Instance).OnceAsync(Cancellation);

    public ChannelState State(string? provider = null) =>
        Store.Channels().Single(channel => provider is null || channel.Channel.Provider == provider).State
        ?? throw new InvalidOperationException("The channel was never polled.");

    /// <summary>Every entry that is not a card, in order.</summary>
    public List<SealedEntry> Entries() =>
        [.. Enumerable.Range(0, (int)Store.Size).Select(index => Store.At(index)!).Where(entry => entry.Entry.Kind != EntryKind.Provider)];

    public string Item(string uri) => Assert.Single(Items(uri));

    public List<string> Items(string uri) => [.. Entries().Where(entry => entry.Entry.Kind == EntryKind.Article && RecordOf(entry).Uri == uri).Select(entry => entry.Entry.Item!)];

    public List<SealedEntry> Versions(string uri) => [.. Store.History(Item(uri)).Where(entry => entry.Entry.Kind.IsVersion)];

    public ArticleRecord RecordOf(SealedEntry entry) => ArticleRecord.Parse(Store.Content(entry.Index, Part.Record));

    public byte[] DeliveryOf(SealedEntry entry) => Store.Content(entry.Index, Part.Delivery)!;

    public Envelope EnvelopeOf(SealedEntry entry) => Envelope.Parse(Store.Content(entry.Index, Part.Envelope));

    public ItemContext ContextOf(SealedEntry entry) => ItemContext.FromJson(System.Text.Encoding.UTF8.GetBytes(RecordOf(entry).Context!.Value.GetRawText()));


    /// <summary>The newest bytes of an item that were not sealed, as the store keeps them.</summary>
    public byte[] LastBytes(string uri)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, LedgerStore.FileName)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT cosmetic_bytes FROM latest_cuts WHERE item = $item";
        command.Parameters.AddWithValue("$item", Item(uri));
        return Assert.IsType<byte[]>(command.ExecuteScalar());
    }

    /// <summary>One number that the file of the store knows.</summary>
    public long Ask(string query)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, LedgerStore.FileName)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Assert.IsType<long>(command.ExecuteScalar());
    }

    /// <summary>Whether a text stands anywhere in the files of the store.</summary>
    public bool IsInItsFiles(string text) => Directory.EnumerateFiles(Folder).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return ((byte[][])[System.Text.Encoding.UTF8.GetBytes(text), System.Text.Encoding.Unicode.GetBytes(text)]).Any(trace => bytes.AsSpan().IndexOf(trace) >= 0);
    });

    /// <summary>Changes the store behind the program's back.</summary>
    public void Sql(string statement)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, LedgerStore.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>What the rules of <c>griot monitor</c> find in the log.</summary>
    public IReadOnlyList<Violation> Violations()
    {
        var (rules, found) = (new LogRules(), new List<Violation>());
        for (long index = 0; index < Store.Size; index++)
        {
            var entry = Store.At(index)!.Entry;
            found.AddRange(rules.Read(index, entry.ToBytes(), LogRules.Asks(entry.Kind) ? new Published { Record = Store.Content(index, Part.Record) } : Published.Nothing));
        }

        return [.. found, .. rules.Unexplained];
    }

    // Whatever a test has done through the doors, its log breaks no rule. Clocks that jump do, and early corrections are
    // for people to look at.
    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain(Violations(), violation => violation.Rule is not ("R6" or "R10"));
        Http.Dispose();
        await Store.DisposeAsync();
        await Server.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>Every line that was logged, with its level.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    public System.Collections.Concurrent.ConcurrentQueue<(LogLevel Level, string Line)> Lines { get; } = [];

    /// <summary>The lines of a level that hold a text.</summary>
    public int Count(LogLevel level, string text) => Lines.Count(line => line.Level == level && line.Line.Contains(text, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));
}
