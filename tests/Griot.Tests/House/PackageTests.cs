using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Griot.Testing;

namespace Griot.Tests.House;

/// <summary>The rooms that stand on their own can be packed, and say what they are.</summary>
public sealed class PackageTests
{
    [Theory, Trait("Speed", "slow")]
    [InlineData("Griot.Formats", new[] { "Griot.Record", "Markdig", "MimeKit" })]
    [InlineData("Griot.Record", new[] { "AngleSharp" })]
    public void A_room_packs_alone_with_its_readme_licence_and_documented_types(string room, string[] dependencies)
    {
        using var folder = new TemporaryFolder();
        Pack(room, folder.Path);
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.Path, "*.nupkg")));

        var nuspec = Read(package, $"{room}.nuspec").Root!.Elements().Single();
        Assert.Equal(("Apache-2.0", "README.md"), (Said(nuspec, "license"), Said(nuspec, "readme")));
        Assert.True(Said(nuspec, "description").Length > 40);
        Assert.Equal(dependencies, nuspec.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.StartsWith("# " + room, new StreamReader(package.GetEntry("README.md")!.Open()).ReadToEnd());
        Assert.Empty(PublicTypes(package, room).Except(Documented(package, room)));
    }

    private static void Pack(string room, string folder)
    {
        var configuration = AppContext.BaseDirectory.Contains("release", StringComparison.Ordinal) ? "Release" : "Debug";
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["pack", Path.Combine(Checkout.Root, "src", room), "--no-build", "-c", configuration, "-o", folder, "--nologo", "-v", "quiet", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private static HashSet<string> Documented(ZipArchive package, string room) =>
        [.. Read(package, $"lib/net10.0/{room}.xml").Descendants("member").Where(member => member.Element("summary") is { Value.Length: > 0 } || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value).Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Select(name => name[2..])];

    private static List<string> PublicTypes(ZipArchive package, string room)
    {
        using var copy = new MemoryStream();
        package.GetEntry($"lib/net10.0/{room}.dll")!.Open().CopyTo(copy);
        copy.Position = 0;
        using var image = new PEReader(copy);
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }

    private static XDocument Read(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        using var reader = System.Xml.XmlReader.Create(stream);
        return XDocument.Load(reader);
    }

    private static string Said(XElement nuspec, string name) => nuspec.Elements().Single(element => element.Name.LocalName == name).Value;
}
