namespace Griot.Serving;

/// <summary>
/// Where the house of a data folder was opened last, so that another process there, such as <c>griot publish</c>, names
/// the address that readers use. Losing it costs nothing but that.
/// </summary>
internal static class ServedAddress
{
    private const string FileName = "public-url";

    internal static void Keep(string data, Uri address) => File.WriteAllText(Path.Combine(data, FileName), address.AbsoluteUri);

    /// <summary>The address in force: what the settings say, else where the house was opened last, else the default.</summary>
    internal static Uri Of(string data, Settings settings)
    {
        var file = Path.Combine(data, FileName);
        return !settings.SaysAddress && File.Exists(file) && Uri.TryCreate(File.ReadAllText(file).Trim(), UriKind.Absolute, out var kept)
            ? kept
            : settings.PublicUrl;
    }
}
