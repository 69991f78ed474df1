using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Testing;

namespace Griot.Ledger.Tests;

/// <summary>What is remembered of a channel: its state, its alarm, and where it has moved to.</summary>
public sealed class ChannelTests : IAsyncLifetime
{
    private readonly TestLedger ledger = new();

    public async ValueTask InitializeAsync() => await ledger.RegisterAsync("https://old.example/feed?key=a", TimeSpan.FromHours(1));

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task A_state_is_read_as_it_was_saved()
    {
        var now = ledger.Time.GetUtcNow();
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var state = new ChannelState
        {
            Channel = ledger.Channel,
            ETag = "\"a\"",
            LastModified = "Mon",
            NextPoll = now.AddHours(1),
            Interval = TimeSpan.FromMinutes(7),
            Failures = 3,
            NotBefore = now.AddHours(2),
            LastSeen = now.AddHours(-1),
            LastAccepted = now.AddHours(-2),
            LastError = "gone: it is gone",
            Incidents = "[]",
            FailingSince = now.AddHours(-3),
            Moved = new MovedTo("https://new.example/feed?key=b", now.AddHours(-4)),
            Declared = new DeclaredRhythm(TimeSpan.FromMinutes(60), 3, 65),
            Habit = new Habit(TimeSpan.FromDays(7), 12, TimeSpan.FromDays(3)),
        };

        await ledger.Store.AppendAsync(new Batch { Channel = state }, default);

        Assert.Equal(state, Read());
    }

    [Fact]
    public async Task An_alarm_stands_once_and_stays_told_when_its_reason_changes_and_is_new_when_its_kind_does()
    {
        await RaiseAsync(AlarmKind.Failing, "dns");
        var alarm = Assert.Single(ledger.Store.Alarms());
        Assert.True(await ledger.Store.MarkToldAsync(alarm, default));
        Assert.False(await ledger.Store.MarkToldAsync(alarm, default));
        ledger.Time.Advance(TimeSpan.FromHours(1));

        await RaiseAsync(AlarmKind.Failing, "blocked");
        var changed = Assert.Single(ledger.Store.Alarms());
        Assert.Equal(("blocked", alarm.Raised, alarm.Since, 1), (changed.Code, changed.Raised, changed.Since, changed.Tellings));
        Assert.NotNull(changed.Told);
        Assert.Equal("sample of blocked"u8, changed.Sample!);

        await RaiseAsync(AlarmKind.Silent, "silent");
        var other = Assert.Single(ledger.Store.Alarms());
        Assert.Equal((AlarmKind.Silent, null, 0), (other.Kind, other.Told, other.Tellings));
        Assert.True(other.Raised > alarm.Raised);
        Assert.False(await ledger.Store.MarkToldAsync(changed, default));

        await ledger.Store.AppendAsync(new Batch { Channel = State(), Alarm = new AlarmChange(ledger.Channel, null) }, default);
        Assert.Empty(ledger.Store.Alarms());
        Assert.Null(Read().Alarm);
    }

    [Fact]
    public async Task A_standing_alarm_survives_the_saving_of_its_channel_and_is_read_with_it()
    {
        await RaiseAsync(AlarmKind.Failing, "tls");

        await ledger.Store.AppendAsync(new Batch { Channel = State() with { Failures = 4 } }, default);

        var state = Read();
        Assert.Equal((4, AlarmKind.Failing, "tls"), (state.Failures, state.Alarm!.Kind, state.Alarm.Code));
    }

    [Fact]
    public async Task A_moved_channel_has_the_new_address_and_remembers_nothing_of_the_old_server()
    {
        await ledger.Store.AppendAsync(new Batch
        {
            Channel = State() with
            {
                ETag = "\"a\"",
                BodyHash = new byte[32],
                Failures = 9,
                NextPoll = ledger.Time.GetUtcNow().AddDays(1),
                Moved = new MovedTo("https://new.example/", ledger.Time.GetUtcNow()),
                Habit = new Habit(TimeSpan.FromDays(1), 5, TimeSpan.Zero),
                Interval = TimeSpan.FromHours(4),
            },
        }, default);

        var outcome = await ledger.Store.MoveChannelAsync(TestLedger.CardDraft(ledger.Card, follows: 1), ledger.Channel, "https://new.example/", default);

        Assert.IsType<AppendOutcome.Sealed>(outcome);
        var (channel, state) = Assert.Single(ledger.Store.Channels());
        Assert.Equal(("https://new.example/", TimeSpan.FromHours(1)), (channel.Address, channel.Every));
        Assert.Equal(State() with { Habit = new Habit(TimeSpan.FromDays(1), 5, TimeSpan.Zero), Interval = TimeSpan.FromHours(4) }, state);
    }

    [Fact]
    public async Task A_move_whose_card_is_stale_changes_nothing()
    {
        var outcome = await ledger.Store.MoveChannelAsync(TestLedger.CardDraft(ledger.Card, follows: 0), ledger.Channel, "https://new.example/", default);

        Assert.IsType<AppendOutcome.Stale>(outcome);
        Assert.StartsWith("https://old.example/", Assert.Single(ledger.Store.Channels()).Channel.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_from_before_alarms_is_brought_up_and_remembers_its_channels()
    {
        using var folder = new TemporaryFolder();
        using (var old = Connections.OpenWriter(folder.File(LedgerStore.FileName)))
        {
            Schema.Ensure(old, 2);
            old.Execute("INSERT INTO channels VALUES ('c', 'p', 'feed', 'https://a.example/feed', NULL)");
            old.Execute("INSERT INTO channel_states (channel, etag, interval, failures) VALUES ('c', '\"a\"', 0, 2)");
        }

        await using var store = LedgerStore.Open(folder.Path, ledger.Time);

        var state = Assert.Single(store.Channels()).State!;
        Assert.Equal(new ChannelState { Channel = "c", ETag = "\"a\"", Failures = 2 }, state);
        Assert.Empty(store.Alarms());
    }

    private ChannelState State() => new() { Channel = ledger.Channel };

    private ChannelState Read() => Assert.Single(ledger.Store.Channels()).State!;

    private Task RaiseAsync(AlarmKind kind, string code) => ledger.Store.AppendAsync(new Batch
    {
        Channel = State(),
        Alarm = new AlarmChange(ledger.Channel, new ChannelAlarm
        {
            Channel = ledger.Channel,
            Kind = kind,
            Code = code,
            Message = code,
            Since = ledger.Time.GetUtcNow().AddDays(-1),
            Raised = ledger.Time.GetUtcNow(),
            Sample = TestLedger.Bytes($"sample of {code}"),
        }),
    }, default);
}
