using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Enrichment.Tests.Following;

public sealed class FollowersTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private LedgerStore store = null!;

    public ValueTask InitializeAsync()
    {
        store = LedgerStore.Open(folder.Path, new FakeTimeProvider());
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_follower_is_given_every_entry_once_and_in_order_however_many_there_are()
    {
        for (var i = 0; i < 3; i++) await SealAsync(501);
        var reader = new Reader("reader");
        Catching(reader).CatchUp(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 1503).Select(index => (long)index), reader.Read);
    }

    [Fact]
    public async Task A_follower_that_breaks_holds_up_no_other_and_is_asked_again()
    {
        await SealAsync(3);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (broken, whole) = (new Reader("broken") { Faults = 1 }, new Reader("whole"));
        var time = new FakeTimeProvider();
        var work = new Followers(store, [broken, whole], time, NullLogger<Followers>.Instance).RunAsync(ending.Token);
        while (whole.Position < 3) await Task.Delay(1, ending.Token);
        while (broken.Position < 3)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, ending.Token);
        }

        await ending.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal([0, 1, 2], broken.Read);
    }

    // Each waits for a task that is done before it waits; what one lets go of is no other's.
    [Fact]
    public async Task A_house_that_closes_just_before_its_followers_wait_tells_of_no_fault()
    {
        var log = new Log();
        for (var time = 0; time < 2; time++)
        {
            using var ending = new CancellationTokenSource();
            var work = new Followers(store, [new Closing(ending)], TimeProvider.System, log).RunAsync(ending.Token);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        Assert.Empty(log.Told);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private Followers Catching(Reader reader) => new(store, [reader], TimeProvider.System, NullLogger<Followers>.Instance);

    private Task SealAsync(int cards) => store.AppendAsync(new Batch { Drafts = [.. Enumerable.Range(0, cards).Select(_ => OpaqueId.New()).Select(id => new Draft { Kind = EntryKind.Provider, Provider = id, Record = Card(id), Slug = id })] }, default);

    private static byte[] Card(string id) => new ProviderCard { Id = id, Slug = id, Name = id, Kind = ProviderKind.Press, Capacities = [], Languages = ["fr"], Terms = Terms.Full, Channels = [] }.ToBytes();

    private sealed class Reader(string name) : IFollower
    {
        public List<long> Read { get; } = [];
        public int Faults { get; set; }
        public string Name => name;
        public long Position { get; private set; }

        public void Follow(IReadOnlyList<SealedEntry> entries)
        {
            if (Faults-- > 0) throw new InvalidOperationException("A fault of ours.");
            Read.AddRange(entries.Select(entry => entry.Index));
            Position = entries[^1].Index + 1;
        }
    }

    private sealed class Closing(CancellationTokenSource ending) : IFollower
    {
        public string Name => "closing";
        public long Position => 0;

        public void Follow(IReadOnlyList<SealedEntry> entries) => throw new InvalidOperationException("Nothing is sealed.");

        public bool Rest()
        {
            ending.Cancel();
            return false;
        }
    }

    private sealed class Log : ILogger<Followers>
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Told.Enqueue($"{formatter(state, exception)} {exception?.Message}");
    }
}
