using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Griot.Tests.House;

/// <summary>
/// What each room shows to the others. A room grows in its own walls; a new public type is a decision, written down in
/// <c>public-types.txt</c>. To write it anew from what is built: run these tests with <c>GRIOT_APPROVE=yes</c>.
/// </summary>
public sealed class PublicTypeTests
{
    private static readonly string Approved = Path.Combine(Checkout.Root, "tests", "Griot.Tests", "House", "public-types.txt");

    [Fact]
    public async Task Every_public_type_of_a_room_has_been_approved()
    {
        var built = string.Join('\n', Checkout.Projects.SelectMany(project => Types(project.Name)).Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("GRIOT_APPROVE") == "yes") await File.WriteAllTextAsync(Approved, built, TestContext.Current.CancellationToken);
        var approved = (await File.ReadAllLinesAsync(Approved, TestContext.Current.CancellationToken)).ToHashSet(StringComparer.Ordinal);
        var found = built.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        Assert.True(approved.SetEquals(found), $"new: {string.Join(", ", found.Except(approved))}\ngone: {string.Join(", ", approved.Except(found))}\nIf that is meant: GRIOT_APPROVE=yes ./test Griot.Tests");
    }

    private static IEnumerable<string> Types(string room)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        using var file = new PEReader(File.OpenRead(Path.Combine(Checkout.Root, "artifacts", "bin", "Griot", configuration, room == "Griot" ? "griot.dll" : room + ".dll")));
        var assembly = file.GetMetadataReader();
        return [.. assembly.TypeDefinitions.Select(assembly.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public && IsWritten(assembly, type))
            .Select(type => $"{room}: {assembly.GetString(type.Namespace)}.{assembly.GetString(type.Name)}")];
    }

    // Razor components are public by the compiler's will, not by ours.
    private static bool IsWritten(MetadataReader assembly, TypeDefinition type) =>
        type.BaseType.Kind != HandleKind.TypeReference || assembly.GetString(assembly.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) != "ComponentBase";
}
