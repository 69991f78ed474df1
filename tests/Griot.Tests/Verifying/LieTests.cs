using System.Text;
using System.Text.Json.Nodes;
using static Griot.Tests.Verifying.Lies;

namespace Griot.Tests.Verifying;

/// <summary>Each kind of lie about one piece is refused, and the step that finds it out is named (hostile-input.md, L01, L06).</summary>
public sealed class LieTests(HonestHouse house) : IClassFixture<HonestHouse>, IAsyncLifetime
{
    private readonly Stranger stranger = new();
    private Liar liar = null!;

    [Theory]
    [InlineData("/record", "record")]
    [InlineData("/summary", "summary")]
    [InlineData("/delivery", "delivery")]
    public async Task Another_text_is_not_what_the_entry_commits_to(string part, string step)
    {
        Lie(part, bytes => Replaced(bytes, "pour de bon", "pour deux jours", "rouvre", "ferme"));

        Assert.Contains(step, (await AskAsync()).Failed);
    }

    [Theory]
    [InlineData("record")]
    [InlineData("summary")]
    [InlineData("delivery")]
    public async Task Another_salt_opens_nothing(string part)
    {
        LieInExtra(extra => extra["salts"]![part] = Convert.ToBase64String(new byte[32]));

        Assert.Equal([part], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task Bytes_whose_salt_is_kept_back_are_not_believed()
    {
        LieInExtra(extra => extra["salts"]!["record"] = null);

        Assert.Equal(["record"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_proof_that_opens_what_is_not_given_is_refused()
    {
        liar.Change = (path, bytes) => path.EndsWith("/record", StringComparison.Ordinal) ? null : bytes;

        Assert.Contains("record", (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_page_that_gives_a_piece_to_another_provider_is_not_believed()
    {
        Lie(house.Page, bytes => Replaced(bytes, "<bdi>Le Pont</bdi>", "<bdi>La Rive</bdi>"));

        Assert.Equal(["page"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_card_that_tells_the_same_lie_was_not_sealed()
    {
        liar.Change = (path, bytes) => path == house.Page ? Replaced(bytes, "<bdi>Le Pont</bdi>", "<bdi>Le Port</bdi>")
            : path.StartsWith("/log/entry/", StringComparison.Ordinal) ? InCard(bytes, card => Replaced(card, "Le Pont", "Le Port")) : bytes;

        Assert.Equal(["page"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task The_card_of_another_provider_is_not_that_of_the_piece()
    {
        liar.Change = (path, bytes) => path == $"/items/{house.Item}" ? Replaced(bytes, "\"card\":0", "\"card\":1") : bytes;

        Assert.Equal(["page"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task Another_entry_does_not_stand_in_the_log()
    {
        LieInExtra(extra => extra["entry"] = Convert.ToBase64String(Replaced(Convert.FromBase64String(extra["entry"]!.GetValue<string>()), "evidence plain", "evidence signed")));

        Assert.Equal(["inclusion"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task The_proof_of_another_version_is_not_that_of_this_one()
    {
        liar.From = path => house.Site.Address;
        var other = Encoding.UTF8.GetBytes(await house.Site.ReadAsync($"/items/{house.Item}/1/proof"));
        Lie("/2/proof", _ => other);

        Assert.Contains("entry", (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_wrong_index_leads_nowhere()
    {
        Lie("/proof", bytes => Line(bytes, line => line.StartsWith("index ", StringComparison.Ordinal), line => line == "index 0" ? "index 1" : "index 0"));

        Assert.Equal(["inclusion"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_sibling_with_one_bit_flipped_leads_nowhere()
    {
        Lie("/proof", bytes => Line(bytes, line => line.Length == 44 && !line.Contains(' ', StringComparison.Ordinal), Flipped, first: true));

        Assert.Equal(["inclusion"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task An_edited_size_was_not_signed()
    {
        Lie("/proof", bytes => Line(bytes, line => line.Length is > 0 and < 4, line => line + "0"));

        Assert.Contains("signature", (await AskAsync()).Failed);
    }

    [Fact]
    public async Task Another_origin_is_another_log()
    {
        var name = house.Key.Split('+')[0];
        liar.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal) || path == "/log/checkpoint" ? Replaced(bytes, name, "localhost/other") : bytes;

        Assert.Contains("signature", (await AskAsync()).Failed);
        Assert.Contains("key", (await stranger.VerifyAsync(liar.At(house.Page))).Failed);
        Assert.False(File.Exists(stranger.KnownLogs));
    }

    [Theory]
    [InlineData("/proof", "signature")]
    [InlineData("/log/checkpoint", "present")]
    public async Task A_forged_signature_is_none(string where, string step)
    {
        Lie(where, bytes => Line(bytes, IsSignature, line => line[..^8] + (line[^8] == 'A' ? 'B' : 'A') + line[^7..]));

        Assert.Equal([step], (await AskAsync()).Failed);
    }

    [Theory]
    [InlineData("/proof", "signature")]
    [InlineData("/log/checkpoint", "present")]
    public async Task A_signature_of_somebody_else_is_none(string where, string step)
    {
        Lie(where, bytes => Line(bytes, IsSignature, line => $"\u2014 somebody.example/log {line.Split(' ')[^1]}"));

        Assert.Equal([step], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_second_log_with_a_true_signature_is_found_out_and_both_notes_are_shown()
    {
        liar.From = path => path.StartsWith("/log/", StringComparison.Ordinal) ? house.Other.Address : house.Site.Address;

        var found = await AskAsync();

        Assert.Equal(["present"], found.Failed);
        Assert.Equal(2, JsonNode.Parse(found.Outcome.Output)!["evidence"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_log_that_was_rolled_back_is_found_out()
    {
        liar.Change = (path, bytes) => path == "/log/checkpoint" ? house.OldCheckpoint : bytes;

        Assert.Equal(["present"], (await AskAsync()).Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tile_that_is_missing_or_has_one_bit_flipped_is_found_out(bool missing)
    {
        liar.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal) ? house.OldProof
            : path.StartsWith("/log/tile/0/", StringComparison.Ordinal) ? missing ? null : [.. bytes[..^5], (byte)(bytes[^5] ^ 1), .. bytes[^4..]]
            : bytes;

        Assert.Equal(["present"], (await AskAsync()).Failed);
    }

    [Theory]
    [InlineData("Enfin, et pour de bon.", "Enfin, et pour deux jours.")]
    [InlineData("Enfin, et pour de bon.", "Enfin, et pour de bon.</p><p>Peut-être.")]
    [InlineData("<div class=\"body\"", "<div class=\"other\" hidden><p>Enfin, et pour de bon.</p></div><div class=\"body\"><p>Jamais.</p></div><div")]
    [InlineData(">Le pont rouvre lundi</h1>", ">Le pont ne rouvre pas</h1>")]
    public async Task A_page_with_other_words_is_found_out(string words, string others)
    {
        Lie(house.Page, bytes => Replaced(bytes, words, others));

        Assert.Equal(["page"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task A_page_of_another_form_is_found_out_where_words_are_missing_and_else_not_called_checked()
    {
        Lie(house.Page, _ => "<h1>a</h1><h1>b</h1><p>Le pont rouvre lundi</p><p>Enfin, et pour de bon.</p>"u8.ToArray());
        Assert.Equal("not-checked", (await AskAsync()).Steps["page"]);

        Lie(house.Page, _ => "<h1>a</h1><h1>b</h1><p>Le pont rouvre lundi</p>"u8.ToArray());
        Assert.Equal(["page"], (await AskAsync()).Failed);
    }

    [Fact]
    public async Task An_excerpt_with_other_words_is_found_out()
    {
        Lie(house.ExcerptPage, bytes => Replaced(bytes, "Elle attend encore.", "Elle attend toujours."));

        Assert.Equal(["page"], (await stranger.VerifyAsync(liar.At(house.ExcerptPage), "--key", house.Key)).Failed);
    }

    [Theory]
    [InlineData("/items/")]
    [InlineData("/proof")]
    [InlineData("/record")]
    [InlineData("/log/key")]
    [InlineData("/log/checkpoint")]
    [InlineData("/log/tile/")]
    [InlineData("/fr/")]
    public async Task Garbage_in_any_answer_is_refused_or_not_checked_and_never_a_crash(string where)
    {
        byte[][] garbage = [[], [0xff, 0xfe, 0], "[[[["u8.ToArray(), [.. Enumerable.Repeat((byte)'[', 500_000)], "\u001b]0;owned\u0007\u001b[2J"u8.ToArray(), "{\"version\":1e99,\"entry\":[]}"u8.ToArray()];
        foreach (var bytes in garbage)
        {
            liar.Change = (path, honest) => path.Contains(where, StringComparison.Ordinal) ? bytes : path.EndsWith("/proof", StringComparison.Ordinal) ? house.OldProof : honest;

            var outcome = await stranger.RunAsync("verify", liar.At(house.Page), "--key", house.Key);

            Assert.True(outcome.ExitCode == (where == "/log/key" ? 0 : 1), outcome.ToString());
            Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', outcome.Output + outcome.Messages);
        }
    }

    [Fact]
    public async Task No_escape_sequence_of_a_server_reaches_the_terminal()
    {
        var name = house.Key.Split('+')[0];
        liar.Change = (path, bytes) => Replaced(bytes, "Le pont rouvre", "\u009b2J\u001b]0;owned\u0007", name, "log\u009b31m\u202e");

        var outcome = await stranger.RunAsync("verify", liar.At(house.Page), "--key", house.Key);

        Assert.Equal(1, outcome.ExitCode);
        foreach (var sign in "\u001b\u0007\u009b\u202e") Assert.DoesNotContain(sign, outcome.Output + outcome.Messages);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        liar.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal) ? new byte[8_000_000] : bytes;

        Assert.Equal(["proof"], (await AskAsync()).Failed);
    }

    public async ValueTask InitializeAsync() => liar = await Liar.OpenAsync(house.Site.Address);

    public async ValueTask DisposeAsync()
    {
        await liar.DisposeAsync();
        stranger.Dispose();
    }

    private Task<Found> AskAsync() => stranger.VerifyAsync(liar.At(house.Page), "--key", house.Key);

    private void Lie(string where, Func<byte[], byte[]> lie) => liar.Change = (path, bytes) => path.EndsWith(where, StringComparison.Ordinal) ? lie(bytes) : bytes;

    private void LieInExtra(Action<JsonNode> lie) => Lie("/proof", bytes => InExtra(bytes, lie));
}
