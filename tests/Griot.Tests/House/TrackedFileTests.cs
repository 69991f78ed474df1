namespace Griot.Tests.House;

public sealed class TrackedFileTests
{
    // In pieces, so that this file does not hold what it looks for.
    private static readonly string[] Strange =
        ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "C:" + "\\\\", "api.nuget" + ".org", "pkgs.dev.azure" + ".com", "registry.npmjs" + ".org", "myget" + ".org"];

    [Fact]
    public async Task No_file_knows_the_machine_or_the_registry_that_it_was_made_with()
    {
        var files = await Checkout.TrackedAsync();
        Assert.SkipWhen(files.Count == 0, "this is not a clone: what is tracked is not known");
        var faults = files.Where(file => File.Exists(Path.Combine(Checkout.Root, file)))
            .SelectMany(file => Strange.Where(Checkout.Read(file).Contains).Select(word => $"{file}: {word}"));
        Assert.Empty(faults);
    }
}
