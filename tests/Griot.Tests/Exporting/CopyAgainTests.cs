using System.Text;
using Griot.Tests.Running;

namespace Griot.Tests.Exporting;

/// <summary>A copy that is made again writes what has changed, deletes what went, and touches nothing else.</summary>
public sealed class CopyAgainTests
{
    private const string Marker = "Zongobé-4711";
    private static readonly string Secret = Rss.Item("a", $"Le secret de {Marker}", $"Ce que {Marker} cachait depuis dix ans dans sa grange.");
    private static readonly string Other = Rss.Item("b", "Le pont rouvre", "Enfin.");

    [Fact]
    public async Task Where_nothing_has_changed_no_file_is_touched()
    {
        await using var house = await CopiedHouse.OpenAsync(Secret, Other);
        var before = house.Copy.Times();

        var facts = await house.ExportAsync();

        Assert.Equal((0, 0), (facts["written"]!.GetValue<int>(), facts["deleted"]!.GetValue<int>()));
        Assert.Equal(before, house.Copy.Times());
    }

    [Fact]
    public async Task After_a_new_piece_the_copy_is_the_one_that_would_be_made_anew_and_the_other_pieces_were_not_touched()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        var (before, piece) = (house.Copy.Times(), house.Copy.Pages.First(page => page.StartsWith("fr/le-pont/", StringComparison.Ordinal)));

        await house.DeliverAsync(Other, Rss.Item("c", "Le marché déménage", "Place du fleuve."));
        await house.ExportAsync();

        var again = house.Copy.Site();
        await house.Folder.DoAsync("export", house.Folder.File("anew"));
        var anew = new Copy(house.Folder.File("anew")).Site();
        Assert.Equal(anew.Keys.Order(StringComparer.Ordinal), again.Keys.Order(StringComparer.Ordinal));
        // A proof is of its day, and holds.
        foreach (var (path, bytes) in anew.Where(file => !file.Key.EndsWith(".tlog-proof", StringComparison.Ordinal))) Assert.True(bytes.AsSpan().SequenceEqual(again[path]), path);
        Assert.Equal(before[piece], house.Copy.Times()[piece]);
        var proof = before.Keys.Single(path => path.EndsWith(".tlog-proof", StringComparison.Ordinal));
        Assert.Equal(before[proof], house.Copy.Times()[proof]);
        Assert.Equal(0, (await house.Folder.RunAsync("verify", house.Copy.Full(proof), "--key", house.Key)).ExitCode);
        Assert.Equal(0, (await house.CheckAsync()).ExitCode);
        Assert.Empty(house.Copy.BrokenLinks());
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("hold")]
    public async Task What_is_removed_or_held_leaves_no_word_in_the_copy(string verb)
    {
        await using var house = await CopiedHouse.OpenAsync(Secret, Other);
        var page = house.Copy.Pages.Single(page => page.StartsWith("fr/le-pont/", StringComparison.Ordinal) && house.Copy.Read(page).Contains("grange", StringComparison.Ordinal));
        var item = Path.GetFileNameWithoutExtension(page);
        Assert.Contains(house.Copy.Files().Keys, path => path.EndsWith($"{item}.1.delivery.bin", StringComparison.Ordinal));

        await house.Folder.DoAsync(verb == "remove"
            ? ["remove", item, "--order", house.Folder.Write("order.txt", "Jugement no 17"), "--reason", "court-order", "--country", "ML", "--text", "Le tribunal l’a ordonné.", "--yes"]
            : ["hold", item, "--reason", "legal"]);
        await house.ExportAsync();

        Assert.Empty(house.Copy.Files().Where(file => Holds(file.Value, Marker) || Holds(file.Value, "grange")).Select(file => file.Key));
        Assert.DoesNotContain(house.Copy.Files().Keys, path => path.Contains($"{item}.1.delivery", StringComparison.Ordinal) || path.Contains($"{item}.1.record", StringComparison.Ordinal));
        Assert.True(File.Exists(house.Copy.Full(page)));
        Assert.Equal(0, (await house.CheckAsync()).ExitCode);
        Assert.Empty(house.Copy.BrokenLinks());
    }

    [Fact]
    public async Task What_others_laid_there_stays_there()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        await File.WriteAllTextAsync(house.Copy.Full("mine.txt"), "mine", TestContext.Current.CancellationToken);

        await house.ExportAsync();

        Assert.Equal("mine", house.Copy.Read("mine.txt"));
        Assert.Contains("mine.txt: extra", (await house.CheckAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("fr/../../outside.txt")]
    [InlineData("link/outside.txt")]
    public async Task A_forged_list_deletes_nothing_outside_the_copy(string path)
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        var outside = house.Folder.Write("outside.txt", "mine");
        Directory.CreateSymbolicLink(house.Copy.Full("link"), Path.GetDirectoryName(outside)!);
        await File.AppendAllTextAsync(house.Copy.Full("export.sha256"), $"{new string('0', 64)}  {path}\n", TestContext.Current.CancellationToken);

        await house.ExportAsync();

        Assert.True(File.Exists(outside));
    }

    [Fact]
    public async Task A_folder_of_the_copy_that_has_become_a_link_is_not_written_through()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        var elsewhere = Directory.CreateDirectory(house.Folder.File("elsewhere")).FullName;
        Directory.Move(house.Copy.Full("fr"), house.Folder.File("before"));
        Directory.CreateSymbolicLink(house.Copy.Full("fr"), elsewhere);

        var outcome = await house.Folder.RunAsync("export", house.Copy.Root);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("is a link: an export follows none", outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Theory]
    [InlineData("export.part")]
    [InlineData("export.journal")]
    [InlineData("export.note")]
    [InlineData("export.sha256")]
    public async Task No_file_of_the_exports_own_is_written_through_a_link(string name)
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        var outside = house.Folder.Write("outside.txt", "mine");
        File.Delete(house.Copy.Full(name));
        File.CreateSymbolicLink(house.Copy.Full(name), outside);

        var outcome = await house.Folder.RunAsync("export", house.Copy.Root);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Equal("mine", await File.ReadAllTextAsync(outside, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_is_something_else_is_refused_and_left_as_it_is()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        await using var other = await CopiedHouse.OpenAsync(Other);
        Directory.CreateDirectory(house.Folder.File("full"));
        house.Folder.Write("full/a.txt", "a");
        var before = other.Copy.Times();

        foreach (var (place, reason) in ((string, string)[])[(house.Folder.File("full"), "is not empty, and no export"), (house.Folder.File("full/a.txt"), "is a file"), (other.Copy.Root, "is an export of another house"), (Path.Combine(house.Folder.Data, "copy"), "within the data folder"), (house.Folder.File("."), "within the data folder")])
        {
            var outcome = await house.Folder.RunAsync("export", place);
            Assert.True(outcome.ExitCode == 1, outcome.ToString());
            Assert.Contains(reason, outcome.Messages, StringComparison.Ordinal);
        }

        Assert.Equal(before, other.Copy.Times());
        Assert.Single(Directory.EnumerateFileSystemEntries(house.Folder.File("full")));
    }

    [Fact]
    public async Task While_another_process_writes_there_it_waits_for_nobody()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        await using var other = new FileStream(house.Copy.Full("export.part"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var outcome = await house.Folder.RunAsync("export", house.Copy.Root);

        Assert.True(outcome.ExitCode == 3, outcome.ToString());
    }

    [Fact]
    public async Task A_copy_that_was_killed_is_not_whole_and_the_next_one_goes_on()
    {
        await using var house = await CopiedHouse.OpenAsync(Other);
        var (place, key) = (house.Folder.File("killed"), house.Key);
        await using (var killed = GriotProgram.Start("export", place, "--data", house.Folder.Data))
        {
            await Eventually.TrueAsync(() => File.Exists(Path.Combine(place, "export.journal")) || killed.HasEnded, () => killed.Messages);
            await killed.KillAsync();
        }

        // On a machine that is faster than the kill it has ended.
        var check = await house.Folder.RunAsync("export", place, "--check", "--key", key);
        Assert.True(check.ExitCode == (File.Exists(Path.Combine(place, "export.note")) && !File.Exists(Path.Combine(place, "export.journal")) ? 0 : 1), check.ToString());

        await house.Folder.DoAsync("export", place);
        Assert.Equal(house.Copy.Site().Keys.Order(StringComparer.Ordinal), new Copy(place).Site().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await house.Folder.RunAsync("export", place, "--check", "--key", key)).ExitCode);
    }

    [Fact]
    public async Task Hostile_names_make_no_hostile_files()
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;a href=&quot;/../../etc/passwd&quot;&gt;x&lt;/a&gt;&lt;form action=&quot;/fr/search&quot;&gt;&lt;b&gt;kept&lt;/b&gt;&lt;/form&gt;"));
        await house.AddAsync("CON", Rss.Item("n", "Nul", "Rien."));
        await house.AddAsync("../../../etc/passwd", Rss.Item("p", "Passe", "Mot."));
        await house.AddAsync(new string('a', 100), Rss.Item("l", "Long", "Nom."));

        await house.ExportAsync();

        Assert.Empty(house.Copy.BrokenLinks());
        Assert.All(house.Copy.Files().Keys, path => Assert.True(path.Split('/').All(part => part.Length <= 100 && part.Split('.')[0] is not ("con" or "nul" or "aux" or "prn")), path));
        Assert.Equal(0, (await house.CheckAsync()).ExitCode);
    }

    private static bool Holds(byte[] bytes, string word) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
}
