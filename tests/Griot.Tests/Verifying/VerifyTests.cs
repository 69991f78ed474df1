using System.Text;
using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>A piece of an honest house, verified by a stranger.</summary>
public sealed class VerifyTests(HonestHouse house) : IClassFixture<HonestHouse>, IDisposable
{
    private readonly Stranger stranger = new();

    [Fact]
    public async Task The_page_of_a_piece_is_verified_step_by_step()
    {
        var found = await stranger.VerifyAsync(house.Site.Address + house.Page[1..], "--key", house.Key);

        Assert.True(found.IsVerified, found.Outcome.ToString());
        Assert.Equal(
            ["proof", "entry", "record", "summary", "delivery", "envelope", "inclusion", "key", "signature", "present", "page"], found.Steps.Keys);
        Assert.Equal("envelope", Assert.Single(found.Steps, step => step.Value != "held").Key);
        Assert.Contains("the provider's name, its headline and text are the sealed ones", found.Outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_checked_is_said_and_never_shown_as_ok()
    {
        var outcome = await stranger.RunAsync("verify", house.Site.Address + house.ExcerptPage[1..], "--key", house.Key);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        foreach (var step in new[] { "record", "delivery", "envelope" }) Assert.Contains(outcome.Lines, line => line.StartsWith($"  not checked  {step}", StringComparison.Ordinal));
        foreach (var step in new[] { "summary", "inclusion", "signature", "page" }) Assert.Contains(outcome.Lines, line => line.StartsWith($"  ok           {step}", StringComparison.Ordinal));
        Assert.Contains("does not say that it is true, nor that there is no newer version", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/1", "1")]
    [InlineData("/2", "2")]
    public async Task Each_version_and_each_edition_is_verified_by_its_own_page(string version, string number)
    {
        var found = await stranger.VerifyAsync(house.Site.Address + house.Page[1..].Replace("fr/", "en/", StringComparison.Ordinal) + version, "--key", house.Key);

        Assert.True(found.IsVerified, found.Outcome.ToString());
        Assert.Equal("held", found.Steps["page"]);
        Assert.Contains($"version {number} ", found.Outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("items/{0}")]
    [InlineData("items/{0}/1")]
    [InlineData("items/{0}/2/record")]
    [InlineData("items/{0}/2/proof")]
    public async Task An_address_for_machines_is_verified_and_has_no_page(string address)
    {
        var found = await stranger.VerifyAsync(house.Site.Address + address.Replace("{0}", house.Item, StringComparison.Ordinal), "--key", house.Key);

        Assert.True(found.IsVerified, found.Outcome.ToString());
        Assert.Equal("not-checked", found.Steps["page"]);
    }

    [Fact]
    public async Task Of_a_piece_that_is_gone_the_seal_is_verified_and_its_text_is_not_checked()
    {
        var found = await stranger.VerifyAsync(house.Site.Address + house.GonePage[1..], "--key", house.Key);

        Assert.True(found.IsVerified, found.Outcome.ToString());
        foreach (var step in new[] { "record", "summary", "delivery", "page" }) Assert.Equal("not-checked", found.Steps[step]);
        Assert.Contains("withdrawal, version 2", found.Outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_from_before_still_holds_and_the_log_of_now_goes_on_from_it()
    {
        await using var mirror = await Liar.OpenAsync(house.Site.Address);
        mirror.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal) ? house.OldProof : bytes;

        var found = await stranger.VerifyAsync(mirror.At(house.Page), "--key", house.Key);

        Assert.True(found.IsVerified, found.Outcome.ToString());
        Assert.Equal("held", found.Steps["present"]);
    }

    [Fact]
    public async Task A_key_that_nobody_knew_is_trusted_loudly_once_and_known_from_then_on()
    {
        var first = await stranger.VerifyAsync(house.Site.Address + house.Page[1..]);
        Assert.True(first.IsVerified, first.Outcome.ToString());
        Assert.Equal("not-checked", first.Steps["key"]);
        Assert.Contains("!! No key was known", first.Outcome.Messages, StringComparison.Ordinal);
        Assert.Contains(house.Key, first.Outcome.Messages, StringComparison.Ordinal);
        var line = Assert.Single(await File.ReadAllLinesAsync(stranger.KnownLogs, TestContext.Current.CancellationToken));
        Assert.Equal([house.Key.Split('+')[0], house.Key, house.Site.Address.AbsoluteUri], line.Split(' ')[..3]);

        var second = await stranger.VerifyAsync(house.Site.Address + house.Page[1..]);
        Assert.Equal("held", second.Steps["key"]);
        Assert.Empty(second.Outcome.Messages);
    }

    [Fact]
    public async Task A_key_that_differs_from_the_pinned_one_is_refused_until_it_is_given()
    {
        var name = house.Key.Split('+')[0];
        stranger.Write("config/griot/known-logs", Encoding.UTF8.GetBytes($"# mine\n{name} {Keys.New(name)} {house.Site.Address} 2026-01-01\n"));

        var found = await stranger.VerifyAsync(house.Site.Address + house.Page[1..]);
        Assert.Equal(["key"], found.Failed.Where(step => step == "key"));

        Assert.True((await stranger.VerifyAsync(house.Site.Address + house.Page[1..], "--key", house.Key)).IsVerified);
        Assert.True((await stranger.VerifyAsync(house.Site.Address + house.Page[1..])).IsVerified);
        Assert.StartsWith("# mine\n", await File.ReadAllTextAsync(stranger.KnownLogs, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_whose_log_has_another_name_than_before_is_not_believed()
    {
        stranger.Write("config/griot/known-logs", Encoding.UTF8.GetBytes($"other.example/log {Keys.New("other.example/log")} {house.Site.Address} 2026-01-01\n"));

        var found = await stranger.VerifyAsync(house.Site.Address + house.Page[1..]);

        Assert.Contains("key", found.Failed);
        Assert.Single(await File.ReadAllLinesAsync(stranger.KnownLogs, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_line_of_known_logs_that_cannot_be_read_is_not_taken_for_an_unknown_key()
    {
        stranger.Write("config/griot/known-logs", "some.example/log garbage\n"u8.ToArray());

        var outcome = await stranger.RunAsync("verify", house.Site.Address + house.Page[1..]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("some.example/log garbage", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_proof_is_verified_offline_with_what_is_given()
    {
        var proof = stranger.Write("a.tlog-proof", house.OldProof);
        var record = stranger.Write("record", Encoding.UTF8.GetBytes(await house.Site.ReadAsync($"/items/{house.Item}/2/record")));

        var alone = await stranger.VerifyAsync(proof);
        Assert.False(alone.IsVerified);
        Assert.Empty(alone.Failed);
        Assert.Equal("not-checked", alone.Steps["signature"]);

        var bare = await stranger.VerifyAsync(proof, "--key", house.Key);
        Assert.True(bare.IsVerified, bare.Outcome.ToString());
        Assert.Equal("not-checked", bare.Steps["record"]);
        Assert.Equal("not-checked", bare.Steps["present"]);

        var whole = await stranger.VerifyAsync(proof, "--key", house.Key, "--record", record);
        Assert.True(whole.IsVerified, whole.Outcome.ToString());
        Assert.Equal("held", whole.Steps["record"]);

        Assert.Equal(["delivery"], (await stranger.VerifyAsync(proof, "--key", house.Key, "--delivery", record)).Failed);
    }

    [Theory]
    [InlineData(2, "verify", "http://127.0.0.1:1/fr/le-pont")]
    [InlineData(2, "verify", "http://127.0.0.1:1/")]
    [InlineData(2, "verify")]
    [InlineData(2, "verify", "x.tlog-proof", "--key", "nonsense")]
    [InlineData(1, "verify", "not-there.tlog-proof")]
    public async Task Bad_usage_is_told_in_one_line(int exit, params string[] arguments)
    {
        var outcome = await stranger.RunAsync(arguments);

        Assert.Equal(exit, outcome.ExitCode);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_a_failure_without_a_trace()
    {
        var found = await stranger.VerifyAsync($"http://127.0.0.1:{GriotProgram.FreePort()}/items/{house.Item}");

        Assert.Equal(["proof"], found.Failed);
        Assert.DoesNotContain("   at ", found.Outcome.Messages, StringComparison.Ordinal);
    }

    public void Dispose() => stranger.Dispose();
}
