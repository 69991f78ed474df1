using System.Collections.Frozen;
using Griot.Record;

namespace Griot.Formats.Mail;

/// <summary>
/// What the first lines of an answer to a receipt say: a word of <see cref="SignalWords"/> alone or before a colon, and
/// beside a withdrawal whether the old text may still be read.
/// </summary>
internal static class OrderWords
{
    private static readonly FrozenSet<string> Keeping = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "garder le texte", "conserver le texte", "texte à garder", "keep the text", "keep text", "manter o texto", "conservar o texto",
        "weka maandishi", "acha maandishi", "إبقاء النص", "الاحتفاظ بالنص");

    /// <summary>What a first line orders, and what it says besides; null where it orders nothing.</summary>
    public static MarkedSubject? Read(string line)
    {
        var text = line.Trim().Trim('*', '_').Trim();
        return SignalWords.Read(text.TrimEnd('.', '!', ' ', ':', '\uFF1A') + ":") is { Rest.Length: 0 } alone ? alone : SignalWords.Read(text);
    }

    /// <summary>True of a line that lets the old text stay readable.</summary>
    public static bool Keeps(string line) => Keeping.Contains(line.Trim().TrimEnd('.', '!').Trim().Trim('*', '_'));
}
