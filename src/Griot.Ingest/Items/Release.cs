using System.Reflection;

namespace Griot.Ingest.Items;

/// <summary>The name of this release as records bear it, so that a court can ask for the very reader that made one.</summary>
internal static class Release
{
    private static readonly string Version =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    internal static string Of(string format) => $"griot/{Version} {format}";
}
