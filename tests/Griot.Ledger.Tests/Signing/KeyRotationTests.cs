using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

public sealed class KeyRotationTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Fact]
    public async Task After_a_rotation_both_keys_sign_and_the_log_says_so()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        var old = log.Key;

        var next = VerifierKey.Parse(Assert.IsType<KeyOutcome.Done>(await RotateAsync()).Key)!;
        await log.SignAsync();

        var note = SignedNote.Parse(await File.ReadAllBytesAsync(log.PublishedFile))!;
        Assert.True(note.IsSignedBy(old) && note.IsSignedBy(next));
        Assert.Equal(next.ToString(), log.Key.ToString());
        var told = log.Store.Newest(EntryKind.LogKey)!;
        Assert.Equal(new LogKeyNotice("griot.example/log", next.ToString(), old.ToString()), LogKeyNotice.Parse(log.Store.Content(told.Index, Part.Record)));
    }

    [Fact]
    public async Task A_second_rotation_has_to_wait_for_ninety_days()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        await RotateAsync();
        log.Ledger.Time.Advance(KeyRotation.Least - TimeSpan.FromHours(1));
        Assert.IsType<KeyOutcome.Refused>(await RotateAsync());

        log.Ledger.Time.Advance(TimeSpan.FromHours(2));
        var second = log.Key;
        Assert.IsType<KeyOutcome.Done>(await RotateAsync());
        await log.SignAsync();

        var note = SignedNote.Parse(await File.ReadAllBytesAsync(log.PublishedFile))!;
        Assert.Equal(2, note.Signatures.Count);
        Assert.True(note.IsSignedBy(second) && note.IsSignedBy(log.Key));
    }

    [Fact]
    public async Task A_signer_that_is_running_takes_the_new_key()
    {
        await log.AppendAsync(1);
        using var running = await log.OpenAsync();
        await running.SignAsync(CancellationToken.None);
        File.SetLastWriteTimeUtc(log.Options.KeyFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await RotateAsync();
        await running.SignAsync(CancellationToken.None);

        Assert.True(SignedNote.Parse(await File.ReadAllBytesAsync(log.PublishedFile))!.IsSignedBy(log.Key));
    }

    [Fact]
    public async Task Killed_before_it_was_told_the_next_call_tells_of_the_same_key()
    {
        await log.AppendAsync(1);
        await log.SignAsync();
        File.Copy(log.Options.KeyFile, log.Options.KeyFile + ".outgoing");
        File.Delete(log.Options.KeyFile);
        using (var next = SigningKey.New("griot.example/log")) next.Save(log.Options.KeyFile);
        var present = SigningKey.Load(log.Options.KeyFile).Verifier.ToString();

        Assert.Equal(present, Assert.IsType<KeyOutcome.Done>(await RotateAsync()).Key);
    }

    [Fact]
    public async Task The_key_file_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await log.AppendAsync(1);
        await log.SignAsync();
        await RotateAsync();

        foreach (var file in (string[])[log.Options.KeyFile, log.Options.KeyFile + ".outgoing"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_key_can_be_made_before_the_first_entry_and_only_once()
    {
        using (await log.OpenAsync()) { }

        var made = Assert.IsType<KeyOutcome.Done>(await Rotation.MakeAsync(CancellationToken.None));
        Assert.IsType<KeyOutcome.Refused>(await Rotation.MakeAsync(CancellationToken.None));
        await log.AppendAsync(1);
        await log.SignAsync();

        Assert.Equal(made.Key, log.Key.ToString());
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private KeyRotation Rotation => new(log.Store, log.Options, log.Ledger.Time);

    private Task<KeyOutcome> RotateAsync() => Rotation.RotateAsync(CancellationToken.None);
}
