using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>
/// The line form of entries: fixed order, every line present, LF, final newline, nothing to canonicalise. Entries are read by the
/// hundred for a page, so nothing is made on the way but the entry.
/// </summary>
internal static class EntryText
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    internal static byte[] Write(Entry entry)
    {
        Span<char> room = stackalloc char[Entry.MaxBytes];
        var text = Write(entry, room);
        var bytes = new byte[text.Length];
        Encoding.ASCII.GetBytes(text, bytes);
        return bytes;
    }

    internal static Entry? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Entry.MaxBytes || bytes.ContainsAnyExceptInRange((byte)'\n', (byte)'z')) return null;
        Span<char> room = stackalloc char[Entry.MaxBytes];
        var text = room[..Encoding.ASCII.GetChars(bytes, room)];
        var entry = Read(new EntryReader(text));
        // What does not write back to the same text was not written by this form: a name that is none, a leading zero, a second base64.
        Span<char> again = stackalloc char[Entry.MaxBytes];
        return Write(entry, again).SequenceEqual(text) ? entry : null;
    }

    private static ReadOnlySpan<char> Write(Entry entry, Span<char> room)
    {
        var lines = new EntryWriter(room);
        lines.Text("kind", Word.Of(entry.Kind));
        lines.Value("time", (DateTime?)entry.Time.UtcDateTime, TimeForm);
        lines.Text("provider", Id(entry.Provider));
        lines.Text("channel", Id(entry.Channel));
        lines.Text("item", Id(entry.Item));
        lines.Value("version", entry.Version);
        lines.Value("prev", entry.Prev);
        lines.Text("status", entry.Status is { } status ? Word.Of(status) : null);
        lines.Text("evidence", entry.Evidence is { } evidence ? Word.Of(evidence) : null);
        lines.Base64("delivery", entry.Delivery);
        lines.Base64("record", entry.Record);
        lines.Base64("summary", entry.Summary);
        lines.Base64("envelope", entry.Envelope);
        lines.Base64("signature", entry.Signature);
        return lines.Written;
    }

    // Line by line, in their order; what can't be read is as if it were not there.
    private static Entry Read(EntryReader lines) => new()
    {
        Kind = Word.Exactly<EntryKind>(lines.Next()) ?? default,
        Time = Time(lines.Next()),
        Provider = lines.NextId(),
        Channel = lines.NextId(),
        Item = lines.NextId(),
        Version = int.TryParse(lines.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
        Prev = long.TryParse(lines.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var prev) ? prev : null,
        Status = Word.Exactly<PubStatus>(lines.Next()),
        Evidence = Word.Exactly<Evidence>(lines.Next()),
        Delivery = lines.NextCommitment(),
        Record = lines.NextCommitment(),
        Summary = lines.NextCommitment(),
        Envelope = lines.NextCommitment(),
        Signature = lines.NextCommitment(),
    };

    private static DateTimeOffset Time(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;

    private static string? Id(string? id) =>
        id is null || OpaqueId.IsWellFormed(id) ? id : throw new ArgumentException("An entry names by opaque ids only.");
}
