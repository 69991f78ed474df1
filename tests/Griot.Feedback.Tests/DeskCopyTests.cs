using System.Text;
using Griot.Testing;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback.Tests;

/// <summary>Copies of the desk, for backups.</summary>
public sealed class DeskCopyTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();
    private readonly TemporaryFolder shelf = new();

    [Fact]
    public void A_copy_holds_every_case_and_is_a_desk_of_its_own()
    {
        var reference = world.Kept("Who pays for the dam?");
        DeskCopy.Take(world.Folder, shelf.File(Desk.FileName));
        world.Kept("And who paid for the last one?");

        Assert.Null(DeskCopy.Fault(shelf.File(Desk.FileName)));
        using var copy = Desk.Open(shelf.Path);
        Assert.Equal("Who pays for the dam?", new FollowCase(copy).Follow(reference)?.Text);
        Assert.Single(new ListCases(copy).List(null));
    }

    [Fact]
    public void What_was_deleted_is_not_in_a_copy_although_the_file_may_hold_it_still()
    {
        var secret = "reader@" + new string('q', 3_000) + ".example";
        Careless($"CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('{secret}'); DELETE FROM t");
        DeskCopy.Take(world.Folder, shelf.File("copy"));

        Assert.Contains(secret[..64], Encoding.Latin1.GetString(Raw(Path.Combine(world.Folder, Desk.FileName))), StringComparison.Ordinal);
        Assert.DoesNotContain(secret[..64], Encoding.Latin1.GetString(File.ReadAllBytes(shelf.File("copy"))), StringComparison.Ordinal);
    }

    // Asked of the connection: that a power cut costs nothing of what it brought into the desk can't be seen from here.
    [Fact]
    public void What_a_copy_is_taken_from_is_synced_as_a_writer_does()
    {
        using var source = DeskCopy.OpenSource(Path.Combine(world.Folder, Desk.FileName));
        using var asked = source.CreateCommand();
        asked.CommandText = "SELECT (SELECT synchronous FROM pragma_synchronous) || ' ' || (SELECT secure_delete FROM pragma_secure_delete)";
        Assert.Equal("2 1", asked.ExecuteScalar());
    }

    [Fact]
    public void A_copy_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps modes otherwise");
        if (OperatingSystem.IsWindows()) return;
        DeskCopy.Take(world.Folder, shelf.File("copy"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(shelf.File("copy")));
    }

    [Fact]
    public void What_is_no_desk_or_a_damaged_one_is_told()
    {
        File.WriteAllText(shelf.File("text"), new string('x', 5_000));
        Assert.Contains("can't read it", DeskCopy.Fault(shelf.File("text")), StringComparison.Ordinal);
        DeskCopy.Take(world.Folder, shelf.File("copy"));
        var bytes = File.ReadAllBytes(shelf.File("copy"));
        bytes.AsSpan(4096 * 2, 4096).Fill(0xff);
        File.WriteAllBytes(shelf.File("copy"), bytes);
        Assert.NotNull(DeskCopy.Fault(shelf.File("copy")));
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        shelf.Dispose();
    }

    // Another program, that does not overwrite what it deletes.
    private void Careless(string sql)
    {
        using var raw = new SqliteConnection($"Data Source={Path.Combine(world.Folder, Desk.FileName)};Pooling=False");
        raw.Open();
        using var command = raw.CreateCommand();
        command.CommandText = $"PRAGMA secure_delete = OFF; {sql}; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
    }

    private static byte[] Raw(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
