namespace Griot.Web;

/// <summary>
/// Names of another writing direction within a sentence of the interface (H14): they stand between U+2068 and U+2069, so that
/// neither they nor what is beside them change places. What runs with the sentence is left as it is.
/// </summary>
internal static class Isolation
{
    internal static object? Apart(object? piece, bool rightToLeft) =>
        piece is string text && text.Any(letter => char.IsLetter(letter) && RunsRightToLeft(letter) != rightToLeft) ? $"\u2068{text}\u2069" : piece;

    // Hebrew to Arabic Extended-A, and the presentation forms.
    private static bool RunsRightToLeft(char c) =>
        c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE');
}
