using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Backups;

/// <summary>A house that is small, and its backup.</summary>
public sealed class SmallBackup : IAsyncLifetime
{
    private readonly DataFolder house = new();

    internal List<Thing> Things { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await house.DoAsync("publish", house.Write("crue.md", "# La crue\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
        await house.AskAsync("cases");
        house.Write("data/griot.json", """{ "name": "Le Fleuve" }""");
        await house.DoAsync("backup", house.File("one.tar.gz"));
        Things = Packed.Read(house.File("one.tar.gz"));
    }

    public ValueTask DisposeAsync()
    {
        house.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Archives that are no backups, damaged ones, and those that somebody made to do harm: nothing is written, nothing left.</summary>
public sealed class HostileArchiveTests(SmallBackup small) : IClassFixture<SmallBackup>, IDisposable
{
    private const string Ledger = "ledger.db";
    private readonly TemporaryFolder folder = new();

    private static readonly Dictionary<string, (string Told, Func<List<Thing>, byte[]> Make)> Cases = new(StringComparer.Ordinal)
    {
        ["nothing"] = ("", _ => []),
        ["a text"] = ("", _ => Encoding.UTF8.GetBytes("Le pont rouvre.")),
        ["a text in gzip"] = ("", _ => Packed.Gzip(Encoding.UTF8.GetBytes(new string('x', 10_000)))),
        ["a hundred megabytes of nothing in gzip"] = ("", _ => Packed.Gzip(new byte[100_000_000])),
        ["cut off in the archive"] = ("", things => Packed.Tar(things) is var tar ? tar[..(tar.Length / 2)] : []),
        ["cut off in gzip"] = ("", things => Packed.Gzip(Packed.Tar(things)) is var gzip ? gzip[..(gzip.Length / 2)] : []),
        ["a flipped bit in the ledger"] = ("differs from its hash", things => Packed.Tar(Flip(things, Ledger))),
        ["a flipped bit in the manifest"] = ("backup.json", things => Packed.Tar(Flip(things, "backup.json"))),
        ["no manifest"] = ("does not begin", things => Packed.Tar(things[1..])),
        ["another form"] = ("newer release", things => Say(things, manifest => manifest["format"] = "griot-backup/v9")),
        ["a path that leads out"] = ("no part of a house", things => Rename(things, "griot.json", "../evil.json")),
        ["a path that leads out of a tile"] = ("no part of a house", things => Rename(things, "griot.json", "log/tile/0/../../../evil")),
        ["an absolute path"] = ("no part of a house", things => Rename(things, "griot.json", "/tmp/griot-evil.json")),
        ["the marker of a restore"] = ("no part of a house", things => Rename(things, "griot.json", "whole")),
        ["an entry that the manifest does not name"] = ("more in it", things => Packed.Tar([.. things, new Thing("../evil.json", [1])])),
        ["a link in the ledger's place"] = ("something else", things => Packed.Tar(Replace(things, Ledger, new Thing(Ledger, [], TarEntryType.SymbolicLink, "/etc/passwd")))),
        ["a hard link in the ledger's place"] = ("something else", things => Packed.Tar(Replace(things, Ledger, new Thing(Ledger, [], TarEntryType.HardLink, "/etc/passwd")))),
        ["a device in the ledger's place"] = ("something else", things => Packed.Tar(Replace(things, Ledger, new Thing(Ledger, [], TarEntryType.CharacterDevice)))),
        ["a pipe in the ledger's place"] = ("something else", things => Packed.Tar(Replace(things, Ledger, new Thing(Ledger, [], TarEntryType.Fifo)))),
        ["a folder in the ledger's place"] = ("something else", things => Packed.Tar(Replace(things, Ledger, new Thing(Ledger, [], TarEntryType.Directory)))),
        ["a name twice"] = ("twice", things => Say([.. things, things[^1]], manifest => manifest["files"]!.AsArray().Add(manifest["files"]!.AsArray().Last()!.DeepClone()))),
        ["files in another order"] = ("something else", things => Packed.Tar([things[0], .. things[1..].AsEnumerable().Reverse()])),
        ["a file too few"] = ("is missing", things => Packed.Tar(things[..^1])),
        ["no ledger"] = ("no ledger", things => Say([things[0], .. things[2..]], manifest => manifest["files"]!.AsArray().RemoveAt(0))),
        ["a ledger that is longer than it says"] = ("not as long", things => Say(things, manifest => Packed.File(manifest, Ledger)["size"] = 5)),
        ["a ledger of half a petabyte"] = ("not enough room", things => Say(things, manifest => Packed.File(manifest, Ledger)["size"] = 1L << 49)),
        ["a size below nothing"] = ("is wrong about", things => Say(things, manifest => Packed.File(manifest, Ledger)["size"] = -1)),
        ["a header of two gigabytes"] = ("", things => [.. Header(2_000_000_000), .. Packed.Tar(things)]),
        ["a ledger that is no store"] = ("of its ledger", things => Packed.Tar(Packed.With(things, Ledger, new byte[8192]))),
        ["a desk that is no store"] = ("of its desk", things => Packed.Tar(Packed.With(things, "desk.db", new byte[8192]))),
        ["a ledger that is another store"] = ("it is no ledger", things => Packed.Tar(Packed.With(things, Ledger, things.Single(thing => thing.Name == "desk.db").Bytes))),
        ["another root"] = ("another log", things => Say(things, manifest => manifest["log"]!["root"] = Convert.ToBase64String(new byte[32]))),
        ["another size of the log"] = ("another log", things => Say(things, manifest => manifest["log"]!["size"] = 1)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_refused_in_one_line_and_leaves_nothing(string name)
    {
        File.WriteAllBytes(folder.File("hostile"), Cases[name].Make(small.Things));

        var outcome = await GriotProgram.RunAsync("restore-backup", folder.File("hostile"), "--data", folder.File("data"));

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        var message = Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Cases[name].Told, message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Equal([folder.File("hostile")], Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.False(File.Exists("/tmp/griot-evil.json"));
    }

    [Fact]
    public async Task An_archive_that_somebody_unpacked_with_gunzip_is_restored_all_the_same()
    {
        File.WriteAllBytes(folder.File("plain.tar"), Packed.Tar(small.Things));
        var outcome = await GriotProgram.RunAsync("restore-backup", folder.File("plain.tar"), "--data", folder.File("data"));
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(["desk.db", "griot.json", "ledger.db", "log"], Directory.EnumerateFileSystemEntries(folder.File("data")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Any_tar_unpacks_a_backup_into_a_folder_that_is_a_house()
    {
        TarFile.ExtractToDirectory(new MemoryStream(Packed.Tar(small.Things)), Directory.CreateDirectory(folder.File("data")).FullName, overwriteFiles: false);
        var status = await GriotProgram.RunAsync("status", "--json", "--data", folder.File("data"));
        Assert.True(status.ExitCode == 0, status.ToString());
        Assert.Equal(JsonNode.Parse(small.Things[0].Bytes)!["log"]!["root"]!.GetValue<string>(), JsonNode.Parse(status.Output)!["log"]!["root"]!.GetValue<string>());
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Say(List<Thing> things, Action<JsonNode> change) => Packed.Tar(Packed.Saying(things, change));

    private static List<Thing> Replace(List<Thing> things, string name, Thing by) => [.. things.Select(thing => thing.Name == name ? by : thing)];

    private static byte[] Rename(List<Thing> things, string from, string to) =>
        Packed.Tar(Replace(Packed.Saying(things, manifest => Packed.File(manifest, from)["name"] = to), from, new Thing(to, things.Single(thing => thing.Name == from).Bytes)));

    private static List<Thing> Flip(List<Thing> things, string name)
    {
        var bytes = things.Single(thing => thing.Name == name).Bytes.ToArray();
        bytes[bytes.Length / 2] ^= 0x80;
        return Replace(things, name, new Thing(name, bytes));
    }

    // A header of a pax extension, as POSIX has it: the name, the size in octal, the check sum over all of it.
    private static byte[] Header(long size)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes("pax").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000600\0").CopyTo(header, 100);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        header[156] = (byte)'x';
        Encoding.ASCII.GetBytes("ustar\00000").CopyTo(header, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }
}
