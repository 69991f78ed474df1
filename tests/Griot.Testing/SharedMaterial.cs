namespace Griot.Testing;

/// <summary>
/// Finds test material that lies beside the checkout in <c>shared/</c>. It is not part of the repository: a test that
/// needs it and does not find it says so and is skipped.
/// </summary>
public static class SharedMaterial
{
    /// <summary>The path of <paramref name="relative"/> below <c>shared/</c>, or null where it is not present.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", relative);
            if (Path.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>The root of the checkout: the folder that holds <c>Griot.slnx</c>.</summary>
    public static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Griot.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests run from a build outside the checkout.");
    }
}
