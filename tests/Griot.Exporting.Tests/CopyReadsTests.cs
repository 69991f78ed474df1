using System.Text;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Exporting.Tests;

/// <summary>What a run leaves unasked, and what makes it ask for everything.</summary>
public sealed class CopyReadsTests
{
    private static string Piece(int number) => $"# Le pont {number}\n\nIl rouvre, enfin, pour la {number}e fois.\n";

    private static async Task<HouseOnDisk> OpenAsync()
    {
        var house = new HouseOnDisk();
        for (var number = 1; number <= 3; number++) await house.PublishAsync(Piece(number));
        await house.ExportAsync();
        return house;
    }

    [Fact]
    public async Task Pieces_about_which_nothing_was_sealed_are_not_asked_for()
    {
        using var house = await OpenAsync();
        var before = await house.ExportAsync();
        await house.PublishAsync(Piece(4));

        var after = await house.ExportAsync();

        Assert.Equal(0, before.Written);
        // Three pieces in five editions, with record, summary and proof; the checkpoint is none of those that are asked for.
        Assert.InRange(before.Note.Files - 1 - before.Asked, 3 * (5 + 3), before.Note.Files);
        Assert.InRange(after.Note.Files - 1 - after.Asked, 3 * (5 + 3), after.Note.Files);
        Assert.True(house.Holds("pour la 4e fois"));
    }

    [Fact]
    public async Task A_page_that_somebody_altered_is_made_anew()
    {
        using var house = await OpenAsync();
        var page = house.Page("pour la 2e fois");
        var whole = await File.ReadAllBytesAsync(page, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(page, Encoding.UTF8.GetString(whole).Replace("2e", "3e", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await house.ExportAsync();

        Assert.Equal(whole, await File.ReadAllBytesAsync(page, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_noted_and_is_not_whole_is_not_relied_on()
    {
        using var house = await OpenAsync();
        var whole = (await house.ExportAsync()).Asked;
        var noted = Directory.EnumerateFiles(house.Notes).Single();
        var bytes = await File.ReadAllBytesAsync(noted, TestContext.Current.CancellationToken);

        foreach (var part in (byte[][])[[], bytes[..40], bytes[..(bytes.Length / 2)], [.. bytes.Select(letter => letter == '\t' ? (byte)' ' : letter)], [.. bytes.Reverse()]])
        {
            await File.WriteAllBytesAsync(noted, part, TestContext.Current.CancellationToken);
            var done = await house.ExportAsync();
            Assert.True(done.Asked > whole && done.Written == 0, $"{done.Asked} asked, {done.Written} written");
        }
    }

    [Fact]
    public async Task With_other_settings_everything_is_asked_for()
    {
        using var house = await OpenAsync();

        var done = await house.ExportAsync(options: ["--name", "La Maison"]);

        Assert.Equal(done.Note.Files - 1, done.Asked);
        Assert.True(house.Holds("La Maison"));
    }

    [Fact]
    public async Task What_comes_while_a_copy_is_made_is_asked_for_by_the_next_one()
    {
        using var house = await OpenAsync();
        await house.PublishAsync(Piece(4));
        var isHeld = false;
        var item = "";

        // The walk has passed the page when its piece is held; the first round is gone through once more, and no third is needed.
        await house.ExportAsync(meanwhile: ledger =>
        {
            if (isHeld || !house.Holds("pour la 4e fois")) return;
            isHeld = true;
            item = ledger.Entries(0, 100).Last(entry => entry.Entry.Kind == EntryKind.Article).Entry.Item!;
            new Holding(ledger).HoldAsync(item, HoldReason.Legal, null, CancellationToken.None).GetAwaiter().GetResult();
        });
        Assert.False(house.Holds("pour la 4e fois"));
        Assert.Equal(0, await GriotCommand.RunAsync(["restore", item, "--data", house.Data]));
        await house.ExportAsync();

        Assert.True(house.Holds("pour la 4e fois"));
    }

    [Fact]
    public async Task Of_what_was_removed_by_order_not_even_a_hash_stays_noted()
    {
        using var house = await OpenAsync();
        var item = "";
        await house.ExportAsync(meanwhile: ledger => item = ledger.Entries(0, 100).Last(entry => entry.Entry.Kind == EntryKind.Article).Entry.Item!);
        await File.WriteAllTextAsync(Path.Combine(house.Notes, "sw.reads.part"), "of a run that was broken off", TestContext.Current.CancellationToken);

        Assert.Equal(0, await GriotCommand.RunAsync(["remove", item, "--order", house.Write("order.txt", "Jugement no 17"), "--reason", "court-order", "--country", "ML", "--text", "Le tribunal l’a ordonné.", "--yes", "--data", house.Data]));

        Assert.False(Directory.Exists(house.Notes));
        await house.ExportAsync();
        Assert.False(house.Holds("pour la 3e fois"));
    }

    [Fact]
    public async Task A_copy_is_made_though_the_disk_of_the_data_folder_has_no_room_for_notes()
    {
        using var house = await OpenAsync();
        var place = Directory.EnumerateFiles(house.Notes).Single();
        var noted = await File.ReadAllBytesAsync(place, TestContext.Current.CancellationToken);
        await house.PublishAsync(Piece(4));
        File.CreateSymbolicLink(place + ".part", "/dev/full");

        await house.ExportAsync();

        Assert.True(house.Holds("pour la 4e fois"));
        Assert.Equal([place], Directory.EnumerateFiles(house.Notes));
        Assert.Equal(noted, await File.ReadAllBytesAsync(place, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Notes_on_languages_that_nobody_exports_any_more_and_what_broke_off_left_go_and_what_another_run_holds_stays()
    {
        using var house = await OpenAsync();
        var place = Directory.EnumerateFiles(house.Notes).Single();
        string Put(string name, int days)
        {
            var file = Path.Combine(house.Notes, name);
            File.WriteAllText(file, name);
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days));
            return file;
        }

        var (fresh, held) = (Put("fr.reads", 59), Put("pt.reads.part", 0));
        Put("ar.reads", 61);
        Put("en.reads.part", 0);
        await using var other = new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None);

        await house.ExportAsync();

        Assert.Equal([place, fresh, held], Directory.EnumerateFiles(house.Notes).Order(StringComparer.Ordinal));
    }
}
