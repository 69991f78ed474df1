namespace Griot.Ingest.Providers;

/// <summary>What the names of several feeds of one site have in common: <c>Le Fleuve - Sport</c> and <c>Le Fleuve - Une</c> are <c>Le Fleuve</c>'s.</summary>
internal static class SharedName
{
    private const int Least = 3;

    /// <summary>The words that all names begin with, without what parted them from the rest; null where there are none to speak of.</summary>
    internal static string? Of(IReadOnlyList<string> names)
    {
        var shared = names[0];
        foreach (var name in names) shared = shared[..shared.AsSpan().CommonPrefixLength(name)];
        if (names.Any(name => name.Length > shared.Length && char.IsLetterOrDigit(name[shared.Length]) && shared is [.., var last] && char.IsLetterOrDigit(last)))
            shared = shared[..(shared.LastIndexOf(' ') + 1)];
        shared = shared.Trim().TrimEnd('-', '–', '—', ':', '|', '»', '>', '/', '·', ',', '(', '[', ' ', '\u00A0');
        return shared.Length >= Least ? shared : null;
    }
}
