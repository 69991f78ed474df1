using System.Text;
using System.Text.Json.Nodes;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

/// <summary><c>griot check</c> as an operator and a script meet it.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly DataFolder house = new();

    private string Store => Path.Combine(house.Data, "ledger.db");

    [Fact]
    public async Task A_whole_store_is_one_line_that_says_what_was_checked()
    {
        await PublishAsync("La crue", "L'eau monte.");

        var outcome = await house.DoAsync("check");

        Assert.StartsWith("no fault: 2 entries, ", Assert.Single(outcome.Lines), StringComparison.Ordinal);
        Assert.Contains("checkpoint of 2 entries", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Messages);
    }

    [Fact]
    public async Task An_altered_word_is_one_line_with_its_entry_and_ends_with_1()
    {
        await PublishAsync("La crue", "L'eau monte.");
        await AlterAsync("L'eau monte", "L'eau baisse"[..11]);

        var outcome = await house.RunAsync("check");

        Assert.Equal(1, outcome.ExitCode);
        Assert.All(outcome.Lines, line => Assert.Matches("^entry 1: (delivery|record|summary) differs from its commitment$", line));
        Assert.Contains("entry 1: delivery differs from its commitment", outcome.Lines);
        var facts = JsonNode.Parse((await house.RunAsync("check", "--json")).Output)!;
        Assert.Equal((outcome.Lines.Length, 1, "entry 1"), (facts["faultCount"]!.GetValue<int>(), facts["faults"]![0]!["entry"]!.GetValue<int>(), facts["faults"]![0]!["place"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_frozen_store_ends_with_3_and_says_its_faults_too()
    {
        await PublishAsync("La crue", "L'eau monte.");
        var older = await File.ReadAllBytesAsync(Store, TestContext.Current.CancellationToken);
        await PublishAsync("La décrue", "L'eau baisse.");
        await File.WriteAllBytesAsync(Store, older, TestContext.Current.CancellationToken);

        var outcome = await house.RunAsync("check");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("frozen: 1 entries behind the published checkpoint", outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("checkpoint: is of 3 entries, and the store holds 2", outcome.Lines);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told_and_stays_as_it_is()
    {
        using var empty = new TemporaryFolder();

        var outcome = await GriotProgram.RunAsync("check", "--data", empty.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("ledger.db is missing", outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Fact]
    public async Task What_stands_in_an_altered_store_never_drives_the_terminal()
    {
        await PublishAsync("La crue", "L'eau monte.");
        await AlterAsync("CREATE TRIGGER entries_no_update", "CREATE TRIGGER entries_\u001b[31mdate");

        Assert.DoesNotContain('\u001b', (await house.RunAsync("check")).Output);
    }

    public void Dispose() => house.Dispose();

    private async Task PublishAsync(string title, string text) =>
        await house.DoAsync("publish", house.Write("piece.md", $"# {title}\n\n{text}\n"), "--produced", "--by", "Awa Koné", "--language", "fr");

    // In the file itself, as somebody would who has nothing but an editor.
    private async Task AlterAsync(string from, string to)
    {
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Store));
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Store, Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }
}
