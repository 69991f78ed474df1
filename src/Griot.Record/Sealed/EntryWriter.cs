using System.Globalization;

namespace Griot.Record;

/// <summary>The lines of an entry, one behind the other, in room that the caller has. A value that there is not is a hyphen.</summary>
internal ref struct EntryWriter
{
    private const string Magic = "griot-entry/v1\n";

    private readonly Span<char> room;
    private int length;

    internal EntryWriter(Span<char> room)
    {
        this.room = room;
        Add(Magic);
    }

    internal readonly ReadOnlySpan<char> Written => room[..length];

    internal void Text(string name, string? value)
    {
        Begin(name);
        Add(value ?? "-");
        Add("\n");
    }

    internal void Value<T>(string name, T? value, string? form = null) where T : struct, ISpanFormattable
    {
        if (value is not { } given)
        {
            Text(name, null);
            return;
        }

        Begin(name);
        if (!given.TryFormat(room[length..], out var written, form, CultureInfo.InvariantCulture)) throw TooLong();
        length += written;
        Add("\n");
    }

    internal void Base64(string name, byte[]? value)
    {
        if (value is null)
        {
            Text(name, null);
            return;
        }

        Begin(name);
        if (!Convert.TryToBase64Chars(value, room[length..], out var written)) throw TooLong();
        length += written;
        Add("\n");
    }

    private void Begin(string name)
    {
        Add(name);
        Add(" ");
    }

    private void Add(string text)
    {
        if (!text.TryCopyTo(room[length..])) throw TooLong();
        length += text.Length;
    }

    private static ArgumentException TooLong() => new($"An entry has {Entry.MaxBytes} bytes at most.");
}
