using System.Diagnostics;
using System.Text;
using Griot.Tests.House;
using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>docs/verify-with-openssl: a stranger checks a piece with tools that are not ours.</summary>
public sealed class OtherToolsTests(HonestHouse house) : IClassFixture<HonestHouse>
{
    private static readonly string[] Tools = ["curl", "jq", "xxd", "openssl"];

    [Theory]
    [InlineData("record")]
    [InlineData("delivery")]
    [InlineData("summary")]
    public async Task A_piece_is_checked_with_openssl_and_nothing_of_ours(string part)
    {
        var said = await CheckAsync(house.Site.Address, house.Key, part);

        Assert.Equal(0, said.ExitCode);
        Assert.Equal(5, said.Output.Split("ok: ").Length - 1);
    }

    [Theory]
    [InlineData("/record", "pour de bon", "pour un jour", "WRONG: the record is what was sealed")]
    [InlineData("/proof", "index ", "index 1", "WRONG: ")]
    public async Task What_was_altered_is_refused(string at, string old, string other, string refusal)
    {
        await using var liar = await Liar.OpenAsync(house.Site.Address);
        liar.Change = (path, bytes) => path.EndsWith(at, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(old, other, StringComparison.Ordinal)) : bytes;

        var said = await CheckAsync(liar.Address, house.Key, "record");

        Assert.Equal(1, said.ExitCode);
        Assert.Contains(refusal, said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_house_seals_about_a_version_is_no_version()
    {
        await using var liar = await Liar.OpenAsync(house.Site.Address);
        liar.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal)
            ? Lies.InExtra(bytes, extra => extra["entry"] = Convert.ToBase64String(Lies.Replaced(Convert.FromBase64String(extra["entry"]!.GetValue<string>()), "kind update", "kind hold")))
            : bytes;

        Assert.StartsWith("WRONG: entry", (await CheckAsync(liar.Address, house.Key, "record")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_is_not_the_one_that_signed()
    {
        var said = await CheckAsync(house.Site.Address, Keys.New(house.Key.Split('+')[0]), "record");

        Assert.Equal(1, said.ExitCode);
        Assert.Contains("WRONG: not signed with the key", said.Output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> CheckAsync(Uri site, string key, string part)
    {
        foreach (var tool in Tools) Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Checkout.Root, "docs", "verify-with-openssl"), [site.AbsoluteUri.TrimEnd('/'), house.Item, "2", key, part]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(GriotProgram.Patience).Token);
        return (process.ExitCode, output + await errors);
    }
}
