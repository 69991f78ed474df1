using System.Globalization;
using System.Text;

namespace Griot.Fuzz;

/// <summary>An input on its way through a few changes.</summary>
internal sealed class Change(Random random, byte[] start)
{
    private const int MostRepeated = 256 * 1024;
    private static readonly byte[] Sharp = [0, 1, 9, 10, 13, 32, (byte)'<', (byte)'>', (byte)'&', (byte)'"', (byte)'\'', (byte)';', (byte)'/', (byte)'=', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'\\', (byte)',', (byte)':', 0x80, 0xC0, 0xE2, 0xED, 0xF0, 0xFE, 0xFF];

    private byte[] bytes = start;

    internal int Length => bytes.Length;

    internal byte[] ToArray() => bytes;

    internal void Truncate(int length) => bytes = bytes[..length];

    internal void Once(Func<byte[]> other)
    {
        switch (random.Next(16))
        {
            case 0: Replace(Place(), 1, [Sharp[random.Next(Sharp.Length)]]); break;
            case 1: Replace(Place(), 0, [(byte)random.Next(256)]); break;
            case 2: Replace(Place(), Some(), []); break;
            case 3: Replace(Place(), 0, Slice(bytes)); break;
            case 4: Replace(Place(), Some(), Slice(other())); break;
            case 5: bytes = random.Next(4) == 0 ? bytes[..Place()] : bytes; break;
            case 6: Repeat(Slice(bytes, 64)); break;
            case 7: Repeat(Tokens.Any(random)); break;
            case 8: Tag(tag => []); break;
            case 9: Tag(tag => [.. tag, .. tag]); break;
            case 10: Tag(_ => Tokens.Any(random)); break;
            case 11: Tag(tag => [.. tag.AsSpan(0, Math.Max(1, tag.Length - 1)), .. Encoding.UTF8.GetBytes(Attributes()), (byte)'>']); break;
            case 12: Number(); break;
            case 13: Transcode(); break;
            default: Replace(Place(), 0, Tokens.Any(random)); break;
        }
    }

    private int Place() => random.Next(bytes.Length + 1);

    private int Some() => random.Next(2) == 0 ? random.Next(8) : random.Next(512);

    private byte[] Slice(byte[] source, int most = 4096)
    {
        if (source.Length == 0) return [];
        var at = random.Next(source.Length);
        return source[at..(at + Math.Min(source.Length - at, random.Next(1, most)))];
    }

    private void Replace(int at, int length, ReadOnlySpan<byte> with) =>
        bytes = [.. bytes.AsSpan(0, at), .. with, .. bytes.AsSpan(Math.Min(bytes.Length, at + length))];

    // A few times, or so often that anything quadratic shows.
    private void Repeat(byte[] piece)
    {
        if (piece.Length == 0) return;
        var times = random.Next(8) == 0 ? random.Next(1, 1 + (MostRepeated / piece.Length)) : random.Next(1, 40);
        var repeated = new byte[piece.Length * times];
        for (var i = 0; i < times; i++) piece.CopyTo(repeated, i * piece.Length);
        Replace(Place(), 0, repeated);
    }

    private void Tag(Func<byte[], byte[]> change)
    {
        var at = bytes.AsSpan(Place()).IndexOf((byte)'<') is var next and >= 0 ? bytes.Length - bytes.AsSpan(Place()).Length + next : bytes.AsSpan().IndexOf((byte)'<');
        if (at < 0 || at >= bytes.Length) return;
        var end = bytes.AsSpan(at).IndexOf((byte)'>');
        if (end < 0) return;
        Replace(at, end + 1, change(bytes[at..(at + end + 1)]));
    }

    private string Attributes() => string.Concat(Enumerable.Range(0, random.Next(16) == 0 ? 3_000 : 2).Select(i => $" a{i.ToString(CultureInfo.InvariantCulture)}='{random.Next(9).ToString(CultureInfo.InvariantCulture)}'"));

    private void Number()
    {
        var at = bytes.AsSpan().IndexOfAnyInRange((byte)'0', (byte)'9');
        for (var skip = random.Next(12); skip > 0 && at >= 0 && at + 1 < bytes.Length; skip--)
            if (bytes.AsSpan(at + 1).IndexOfAnyInRange((byte)'0', (byte)'9') is var next and >= 0) at += next + 1;
        if (at >= 0) Replace(at, random.Next(3), Encoding.UTF8.GetBytes(Tokens.Number(random)));
    }

    private void Transcode()
    {
        if (bytes.Length > 64 * 1024) return;
        Encoding encoding = random.Next(5) switch { 0 => Encoding.Unicode, 1 => Encoding.BigEndianUnicode, 2 => Encoding.UTF32, 3 => Encoding.Latin1, _ => new UTF8Encoding(true) };
        bytes = [.. random.Next(2) == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(bytes))];
    }
}
