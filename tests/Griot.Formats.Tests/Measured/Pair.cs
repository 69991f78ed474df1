using System.Text.Json;
using Griot.Testing;

namespace Griot.Formats.Tests.Measured;

/// <summary>A feed of the collection beside what its project expects to be read in it.</summary>
internal sealed record Pair(string Name, byte[] Feed, JsonElement Expected)
{
    private const string Folder = "data/feeds/gofeed";
    private const string Suffix = "_expected";

    /// <summary>Every pair, by name; null where the collection is not beside the checkout.</summary>
    public static List<Pair>? All() => SharedMaterial.Find(Folder) is not { } folder ? null :
    [
        .. from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let expected = Beside(path)
           where File.Exists(expected)
           select new Pair(Relative(folder, path), File.ReadAllBytes(path), Json(expected)),
    ];

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary><c>X.xml</c> has <c>X.json</c>, <c>X.json</c> has <c>X_expected.json</c>.</summary>
    private static string Beside(string path) => Path.GetExtension(path) == ".xml"
        ? Path.ChangeExtension(path, ".json")
        : Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}{Suffix}.json");

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
