using System.Text;
using CsCheck;
using Griot.CommandLine;
using Griot.Ledger.Tlog;
using Griot.Serving;
using Griot.Testing;
using Griot.Web;

namespace Griot.Exporting.Tests;

/// <summary>What is signed of a copy is said in one way only, and is never a word of the log.</summary>
public sealed class CopyNoteTests
{
    private static readonly string Root = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void What_is_written_is_read_again()
    {
        var note = Note("news.example.org/log");

        Assert.Equal(note, CopyNote.Parse(note.Text));
        Assert.Equal(note, CopyNote.Read(Encoding.UTF8.GetBytes(note.Text)).Note);
    }

    [Theory]
    [InlineData("griot export v1", "griot export v2")]
    [InlineData("entries 7", "entries 07")]
    [InlineData("entries 7", "entries -7")]
    [InlineData("files 3", "files 3 ")]
    [InlineData("made ", "made  ")]
    [InlineData("sha256 ", "sha512 ")]
    [InlineData("\nmade", "\n\nmade")]
    public void Another_spelling_is_none(string said, string instead) =>
        Assert.NotEqual(Note("news.example.org/log"), CopyNote.Parse(Note("news.example.org/log").Text.Replace(said, instead, StringComparison.Ordinal)));

    [Fact]
    public void No_note_reads_as_a_checkpoint() =>
        Gen.Select(Gen.String, Gen.Long, Gen.String).Sample((origin, size, editions) => Assert.Null(Checkpoint.Parse((Note(origin) with { Size = size, Editions = editions }).Text)));

    [Fact]
    public async Task The_signer_signs_nothing_by_this_door_that_reads_as_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a.md"), "# Le pont rouvre\n\nEnfin.\n", TestContext.Current.CancellationToken);
        string[] data = ["--data", folder.File("data"), "--checkpoint-copy", folder.File("checkpoint")];
        Assert.Equal(0, await GriotCommand.RunAsync(["publish", folder.File("a.md"), "--produced", "--by", "Awa", "--language", "fr", .. data]));
        var call = new Invocation(GriotCommand.Root().Parse(["export", folder.File("copy"), .. data]), folder.File("data"), false);

        var signed = await CopyHouse.WithAsync(call, Settings.Load(call.Data, call.Flag), Editions.All, null, house =>
        {
            Assert.Throws<ArgumentException>(() => house.Signer.SignOther($"{house.Ledger.Origin}\n1\n{Root}\n"));
            Assert.Throws<ArgumentException>(() => house.Signer.SignOther($"{house.Ledger.Origin}\n1\n{Root}\nmore\n"));
            return Task.FromResult((Note: house.Signer.SignOther(Note(house.Ledger.Origin!).Text), house.Log.Key));
        }, TestContext.Current.CancellationToken);

        Assert.True(signed.Note!.IsSignedBy(VerifierKey.Parse(signed.Key!)!));
    }

    private static CopyNote Note(string origin) => new(origin, 7, Root, "2026-11-29T10:00:00Z", "fr ar", 3, 4711, new string('0', 64));
}
