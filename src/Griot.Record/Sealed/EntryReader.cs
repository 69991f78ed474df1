namespace Griot.Record;

/// <summary>
/// The values of the lines of an entry, one after the other. It looks neither at names nor whether a value has the one form:
/// whoever asks writes what came of it again, and compares (<see cref="EntryText"/>).
/// </summary>
internal ref struct EntryReader
{
    private ReadOnlySpan<char> rest;

    internal EntryReader(ReadOnlySpan<char> text)
    {
        rest = text;
        Line();
    }

    internal ReadOnlySpan<char> Next()
    {
        var line = Line();
        return line[(line.IndexOf(' ') + 1)..];
    }

    internal string? NextId() => Next() is var value && OpaqueId.IsWellFormed(value) ? value.ToString() : null;

    internal byte[]? NextCommitment()
    {
        var value = Next();
        if (value.Length != (Commitment.Size + 2) / 3 * 4) return null;
        var bytes = new byte[Commitment.Size];
        return Convert.TryFromBase64Chars(value, bytes, out var written) && written == bytes.Length ? bytes : null;
    }

    private ReadOnlySpan<char> Line()
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line;
    }
}
