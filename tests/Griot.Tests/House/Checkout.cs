using System.Diagnostics;
using System.Xml.Linq;
using Griot.Testing;

namespace Griot.Tests.House;

/// <summary>The files of the repository.</summary>
internal static class Checkout
{
    internal static string Root { get; } = SharedMaterial.Checkout();

    /// <summary>Every project of <c>src</c>, by its name.</summary>
    internal static IReadOnlyList<(string Name, XDocument Project)> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), XDocument.Load(file)))];

    internal static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    internal static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind).Select(reference => reference.Attribute("Include")!.Value).Select(path => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(path) : path);

    /// <summary>Every tracked file, relative to the root; none where this is not a clone.</summary>
    internal static async Task<IReadOnlyList<string>> TrackedAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var list = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return list.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
