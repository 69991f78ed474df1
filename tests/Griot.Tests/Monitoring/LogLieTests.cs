using System.Text;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>What an operator who holds the key could do to the log, and what a server could do to it on the way.</summary>
[Collection(nameof(Watching))]
public sealed class LogLieTests(WatchedHouse house) : IAsyncLifetime
{
    private readonly Watcher watcher = new();
    private Liar liar = null!;
    private ForgedLog log = null!;

    /// <summary>What is forged, the rule that tells, and what it says.</summary>
    public static TheoryData<string, string, string> Forgeries => new()
    {
        { "a version is left out", "R1", "follows version 2" },
        { "a correction through another provider's channel", "R2", "its channel does not stand in its provider's newest card" },
        { "a correction in another provider's name", "R2", "in the name of another provider" },
        { "a correction by hand", "R2", "entered by hand" },
        { "a key of the log from nowhere", "R3", "it names another key of the log" },
        { "a version that only says it is signed", "R4", "commits to no signature" },
        { "a removal without a notice", "R5", "it carries no public notice" },
        { "a hold whose notice is kept back", "R5", "not published" },
        { "an entry from before its predecessor", "R6", "more than 5 minutes before its predecessor" },
        { "an entry from the future", "R6", "more than 5 minutes after the first checkpoint" },
        { "a second first version", "R7", "a second first version" },
        { "an early correction", "R10", "less than 7 days" },
        { "an entry that follows another", "prev", "the newest entry of its item" },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Each_breach_of_a_rule_is_told_with_its_rule_and_entry(string what, string rule, string message)
    {
        var entry = Forge(what);

        (await LookAsync()).AssertTells(rule, message, entry);
    }

    [Fact]
    public async Task Bytes_that_are_no_entry_are_told_and_read_over()
    {
        Forge("a second first version");
        log.Entries.Insert(log.Entries.Count - 1, "griot-entry/v2\n"u8.ToArray());

        var watched = await LookAsync();

        watched.AssertTells("form", "not an entry", log.Entries.Count - 2);
        watched.AssertTells("R7", "a second first version", log.Entries.Count - 1);
    }

    [Fact]
    public async Task What_is_wrong_with_the_log_is_told_once_and_remembered()
    {
        Forge("a second first version");
        (await LookAsync()).AssertTells("R7", "second");

        var again = await LookAsync();

        Assert.True(again.IsClean, again.Outcome.ToString());
        Assert.Equal(1, again.Summary["earlierViolations"]!.GetValue<long>());
    }

    [Fact]
    public async Task Two_logs_of_one_size_are_a_fork_and_both_notes_are_kept()
    {
        var known = log.Note;
        await LookAsync();
        log.Entries[^1] = log.Entries[0];

        for (var look = 0; look < 2; look++) (await LookAsync()).AssertTells("log", "two different logs");

        Assert.Equal(new[] { known, log.Note }.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal), watcher.EvidenceFiles.Select(File.ReadAllText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_log_that_grew_over_a_changed_past_is_a_fork()
    {
        await LookAsync();
        log.Entries[1] = log.Entries[0];
        Forge("a second first version");

        (await LookAsync()).AssertTells("log", "does not begin with");
        Assert.Equal(2, watcher.EvidenceFiles.Length);
    }

    [Fact]
    public async Task A_rollback_is_told_and_the_honest_log_is_followed_again()
    {
        await LookAsync();
        var last = log.Entries[^1];
        log.Entries.RemoveAt(log.Entries.Count - 1);
        (await LookAsync()).AssertTells("log", "rolled back");
        Assert.Equal(2, watcher.EvidenceFiles.Length);

        log.Entries.Add(last);
        var honest = await LookAsync();
        Assert.True(honest.IsClean, honest.Outcome.ToString());
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_is_not_believed()
    {
        await LookAsync();
        using var other = SigningKey.New(log.Key.Verifier.Name);
        var forged = await ForgedLog.OfAsync(house, other);
        liar.Own = forged.Answer;

        (await LookAsync()).AssertTells("log", "bears no signature of the key");
        Assert.Equal(1, (await watcher.RunAsync(liar.At("/"), "--key", Keys.New(log.Key.Verifier.Name))).ExitCode);
    }

    [Theory]
    [InlineData("truncated", "can't be read")]
    [InlineData("one bit", "does not lead to the root")]
    [InlineData("missing entry", "does not lead to the root")]
    [InlineData("huge", "larger than")]
    [InlineData("empty", "does not lead to the root")]
    public async Task A_bundle_that_is_not_what_was_signed_is_not_read(string how, string message)
    {
        liar.Own = path => log.Answer(path) is { } bytes ? path.StartsWith("/log/tile/entries/", StringComparison.Ordinal) ? Spoilt(bytes, how) : bytes : null;

        var watched = await LookAsync();

        watched.AssertTells("log", message, 0);
        Assert.Equal(0, watched.Summary["read"]!.GetValue<long>());

        liar.Own = log.Answer;
        Assert.True((await LookAsync()).IsClean);
    }

    [Fact]
    public async Task A_checkpoint_that_is_none_is_told_in_one_line()
    {
        await LookAsync();
        var note = Encoding.UTF8.GetString(log.Note);
        byte[][] garbage = [[], new byte[2_000_000], "\u001b[2J\n"u8.ToArray(), Encoding.UTF8.GetBytes(note[..^2]), Encoding.UTF8.GetBytes(note.Replace($"\n{log.Entries.Count}\n", "\n-1\n", StringComparison.Ordinal)), Encoding.UTF8.GetBytes(note.Replace($"\n{log.Entries.Count}\n", "\n9223372036854775807\n", StringComparison.Ordinal))];
        foreach (var bytes in garbage)
        {
            liar.Own = path => path == "/log/checkpoint" ? bytes : log.Answer(path);

            var outcome = await watcher.RunAsync(liar.At("/"));

            Assert.True(outcome.ExitCode == 1 && outcome.Lines.Length == 1, outcome.ToString());
            Assert.StartsWith("log: ", outcome.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', outcome.Output + outcome.Messages);
        }
    }

    [Fact]
    public async Task A_log_of_more_entries_than_can_be_held_is_refused()
    {
        var text = new Checkpoint(log.Key.Verifier.Name, 1L << 60, new byte[32]).Text;
        var note = new SignedNote(text, [log.Key.Sign(text)]).ToBytes();
        liar.Own = path => path == "/log/checkpoint" ? note : log.Answer(path);

        (await LookAsync()).AssertTells("log", "this monitor holds");
    }

    [Fact]
    public async Task Of_a_long_log_only_the_end_is_read_again_and_what_is_wrong_in_it_is_named()
    {
        var (_, piece) = log.Newest(house.Items["Le pont rouvre lundi"]);
        var first = piece with { Kind = EntryKind.Article, Version = 1, Prev = null, Time = log.Read[^1].Time };
        for (var count = 0; count < 600; count++) log.Add(first with { Item = OpaqueId.New() });
        Assert.True((await LookAsync()).IsClean);
        liar.Asked.Clear();
        var wrong = log.Add(first with { Item = OpaqueId.New(), Version = 2 });

        var watched = await LookAsync();

        watched.AssertTells("R1", "numbered 2", wrong);
        Assert.Equal(1, watched.New);
        Assert.Equal([$"/log/tile/entries/002.p/{log.Entries.Count - 512}"], liar.Asked.Where(path => path.StartsWith("/log/tile/entries/", StringComparison.Ordinal)));

        liar.Own = path => path.StartsWith("/log/tile/entries/001", StringComparison.Ordinal) ? new byte[100] : log.Answer(path);
        using var another = new Watcher();
        var spoilt = await another.WatchAsync(liar, "--key", house.Key, "--log-only");
        spoilt.AssertTells("log", "bundle entries/001", 256);
        Assert.Equal(256, spoilt.Summary["read"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_notice_that_is_not_what_its_entry_commits_to_is_found_out()
    {
        var (index, entry) = log.Newest(house.Items["La rumeur"]);
        Assert.Equal(EntryKind.Hold, entry.Kind);
        liar.Change = (path, bytes) => path == $"/log/entry/{index}" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"salt\":\"", "\"salt\":\"A", StringComparison.Ordinal).Replace("=\"", "\"", StringComparison.Ordinal)) : bytes;

        (await LookAsync()).AssertTells("R5", "its record", index);
    }

    public async ValueTask InitializeAsync()
    {
        liar = await Liar.OpenAsync(house.Site.Address);
        log = await ForgedLog.OfAsync(house);
        liar.Own = path => log.Answer(path);
    }

    public async ValueTask DisposeAsync()
    {
        log.Key.Dispose();
        await liar.DisposeAsync();
        watcher.Dispose();
    }

    private Task<Watched> LookAsync() => watcher.WatchAsync(liar, "--key", house.Key, "--log-only");

    private long Forge(string what)
    {
        var (newest, piece) = log.Newest(house.Items["Le pont rouvre lundi"]);
        var other = log.Read.First(entry => entry.Kind.IsVersion && entry.Provider != piece.Provider);
        var next = piece with { Kind = EntryKind.Correction, Version = piece.Version + 1, Prev = newest, Time = log.Read[^1].Time };
        var about = new Entry { Kind = EntryKind.Hold, Time = next.Time, Provider = piece.Provider, Item = piece.Item, Prev = newest };
        return what switch
        {
            "a version is left out" => log.Add(next with { Kind = EntryKind.Update, Version = piece.Version + 2 }),
            "a correction through another provider's channel" => log.Add(next with { Channel = other.Channel }),
            "a correction in another provider's name" => log.Add(next with { Provider = other.Provider, Channel = other.Channel }),
            "a correction by hand" => log.Add(next with { Evidence = Evidence.Entered }),
            "a key of the log from nowhere" => log.Add(new Entry { Kind = EntryKind.LogKey, Time = next.Time }, new LogKeyNotice(log.Key.Verifier.Name, Keys.New(log.Key.Verifier.Name), Keys.New(log.Key.Verifier.Name)).ToBytes()),
            "a version that only says it is signed" => log.Add(next with { Kind = EntryKind.Update, Evidence = Evidence.Signed }),
            "a removal without a notice" => log.Add(about with { Kind = EntryKind.Removal }),
            "a hold whose notice is kept back" => log.Add(about with { Record = new byte[32] }),
            "an entry from before its predecessor" => log.Add(next with { Kind = EntryKind.Update, Time = next.Time.AddMinutes(-10) }),
            "an entry from the future" => log.Add(next with { Kind = EntryKind.Update, Time = next.Time.AddHours(2) }),
            "a second first version" => log.Add(next with { Kind = EntryKind.Article }),
            "an early correction" => log.Add(next),
            "an entry that follows another" => log.Add(next with { Kind = EntryKind.Update, Prev = newest - 1 }),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private static byte[] Spoilt(byte[] bytes, string how) => how switch
    {
        "truncated" => bytes[..^7],
        "one bit" => [.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]],
        "missing entry" => EntryBundle.Write([.. EntryBundle.Read(bytes)!.Skip(1)]),
        "huge" => new byte[20_000_000],
        _ => [],
    };
}
