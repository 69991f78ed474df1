using System.Text;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Tests.Running;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>Another key of the log, and another log in the place of one.</summary>
[Collection(nameof(Watching))]
public sealed class KeyChangeTests(WatchedHouse house) : IAsyncLifetime
{
    private readonly Watcher watcher = new();
    private Liar liar = null!;
    private ForgedLog log = null!;

    [Fact]
    public async Task A_rotation_that_both_keys_have_signed_is_followed_beyond_the_old_key()
    {
        using var home = new DataFolder();
        await home.DoAsync("publish", home.Write("a.md", "# Un\n\nUn.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
        await using (var site = await home.OpenAsync("--poll-every", "24h"))
        {
            await using var mirror = await Liar.OpenAsync(site.Address);
            var old = (await site.ReadAsync("/log/key")).Trim();
            Assert.True((await watcher.WatchAsync(mirror, "--key", old)).IsClean);

            await home.DoAsync("log", "key", "rotate");
            await Eventually.TrueAsync(async () => (await site.ReadAsync("/log/checkpoint")).Split('\n').Length == 7, () => site.Server.Messages);
            var rotated = await watcher.WatchAsync(mirror, "--key", old);
            Assert.True(rotated.IsClean, rotated.Outcome.ToString());
            var present = (await site.ReadAsync("/log/key")).Trim();
            Assert.NotEqual(old, present);
            Assert.Equal(present, rotated.Summary["key"]!.GetValue<string>());

            // As after the next rotation: the first key signs no more.
            mirror.Change = (path, bytes) => path == "/log/checkpoint" ? Without(bytes, old) : bytes;
            var later = await watcher.WatchAsync(mirror, "--key", old);
            Assert.True(later.IsClean, later.Outcome.ToString());

            mirror.Change = (path, bytes) => path == "/log/checkpoint" ? Without(bytes, present) : bytes;
            (await watcher.WatchAsync(mirror)).AssertTells("log", "bears no signature of the key");
        }
    }

    [Fact]
    public async Task A_key_that_the_log_names_and_that_has_not_signed_is_not_followed()
    {
        await LookAsync("--key", house.Key);
        var at = log.Add(new Entry { Kind = EntryKind.LogKey, Time = log.Read[^1].Time }, new LogKeyNotice(log.Key.Verifier.Name, Keys.New(log.Key.Verifier.Name), house.Key).ToBytes());

        (await LookAsync()).AssertTells("R3", "it is not followed", at);

        Assert.Equal(house.Key, (await LookAsync()).Summary["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_log_in_the_place_of_one_is_told_and_followed_only_by_its_key()
    {
        await LookAsync("--key", house.Key);
        var last = Encoding.UTF8.GetString(log.Note);
        using var next = SigningKey.New(log.Key.Verifier.Name + "-2");
        var successor = Successor(next, last, lost: 1);

        var told = await LookAsync();
        told.AssertTells("log", "is now " + next.Verifier.Name);
        Assert.Equal(2, watcher.EvidenceFiles.Length);
        Assert.True((await LookAsync()).Outcome.ExitCode == 1);

        var followed = await LookAsync("--key", next.Verifier.ToString());
        Assert.True(followed.IsClean, followed.Outcome.ToString());
        Assert.Contains("1 entries are lost", followed.Outcome.Messages, StringComparison.Ordinal);
        Assert.Equal(successor.Entries.Count, followed.New);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(watcher.State)!, "watch.json.*%2F*"));
        Assert.True((await LookAsync()).IsClean);
    }

    [Fact]
    public async Task A_successor_that_understates_what_was_lost_is_found_out()
    {
        var early = Encoding.UTF8.GetString(new ForgedLog(log.Key) { Entries = log.Entries[..^2] }.Note);
        await LookAsync("--key", house.Key);
        using var next = SigningKey.New(log.Key.Verifier.Name + "-2");
        var successor = Successor(next, early, lost: 0);

        (await LookAsync("--key", next.Verifier.ToString())).AssertTells("log", "more is lost than it says", successor.Entries.Count - 1);
    }

    [Fact]
    public async Task A_log_that_names_no_predecessor_where_there_was_one_is_told()
    {
        await LookAsync("--key", house.Key);
        using var next = SigningKey.New("other.example/log");
        var other = new ForgedLog(next) { Entries = log.Entries };
        liar.Own = other.Answer;

        (await LookAsync("--key", next.Verifier.ToString())).AssertTells("log", "does not say that it takes the place of");
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

    private Task<Watched> LookAsync(params IEnumerable<string> arguments) => watcher.WatchAsync(liar, ["--log-only", .. arguments]);

    private ForgedLog Successor(SigningKey next, string last, long lost)
    {
        var successor = new ForgedLog(next) { Entries = log.Entries[..^1] };
        successor.Add(new Entry { Kind = EntryKind.Policy, Time = log.Read[^1].Time }, new SuccessionNotice(next.Verifier.Name, next.Verifier.ToString(), log.Key.Verifier.Name, last, lost).ToBytes());
        liar.Own = successor.Answer;
        return successor;
    }

    private static byte[] Without(byte[] note, string key)
    {
        var (read, verifier) = (SignedNote.Parse(note)!, VerifierKey.Parse(key)!);
        return new SignedNote(read.Text, [.. read.Signatures.Where(one => !new SignedNote(read.Text, [one]).IsSignedBy(verifier))]).ToBytes();
    }
}
