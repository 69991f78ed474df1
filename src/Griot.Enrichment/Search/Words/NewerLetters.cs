using Lucene.Net.Analysis;

namespace Griot.Enrichment.Search;

/// <summary>
/// Adlam (Fulani) and Mende Kikakui came to Unicode after the tokenizer's tables were made: it would leave out every word. Each of their
/// letters is two units of UTF-16, and comes as two letters of other scripts that the tokenizer knows and that no text has side by side,
/// so that every word stands where it stood.
/// </summary>
internal sealed class NewerLetters(TextReader text) : CharFilter(text)
{
    // The first half of everything from U+1E800 to U+1EBFF.
    private const char High = '\uD83A';
    private const char FirstLow = '\uDC00';
    private const char Lisu = '\uA4D0';
    private const char Yi = '\uA000';

    // Adlam's capitals, which come without a table as well.
    private const char FirstCapital = '\uDD00';
    private const char LastCapital = '\uDD21';
    private const int ToSmall = 0x22;

    private bool isBehindHigh;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = m_input.Read(buffer, index, count);
        if (read <= 0) return read;
        var letters = buffer.AsSpan(index, read);
        if (isBehindHigh || letters.Contains(High)) Replace(letters);
        return read;
    }

    protected override int Correct(int currentOff) => currentOff;

    private void Replace(Span<char> letters)
    {
        foreach (ref var letter in letters)
        {
            var isHigh = letter == High;
            if (isHigh) letter = Lisu;
            else if (isBehindHigh && char.IsLowSurrogate(letter)) letter = (char)(Yi + Small(letter) - FirstLow);
            isBehindHigh = isHigh;
        }
    }

    private static int Small(char low) => low is >= FirstCapital and <= LastCapital ? low + ToSmall : low;
}
