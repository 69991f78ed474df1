using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>
/// The line form of entries: fixed order, every line present, LF, final newline, nothing to canonicalise.
/// </summary>
internal static class EntryText
{
    private const string Magic = "griot-entry/v1";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Names =
    [
        "kind", "time", "provider", "channel", "item", "version", "prev", "status", "evidence", "delivery", "record",
        "summary", "envelope", "signature",
    ];

    internal static byte[] Write(Entry entry)
    {
        string?[] values =
        [
            Word.Of(entry.Kind), entry.Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture), Id(entry.Provider),
            Id(entry.Channel), Id(entry.Item), entry.Version?.ToString(CultureInfo.InvariantCulture),
            entry.Prev?.ToString(CultureInfo.InvariantCulture), entry.Status is { } status ? Word.Of(status) : null,
            entry.Evidence is { } evidence ? Word.Of(evidence) : null, Base64(entry.Delivery), Base64(entry.Record),
            Base64(entry.Summary), Base64(entry.Envelope), Base64(entry.Signature),
        ];
        var text = new StringBuilder(Magic, 640).Append('\n');
        for (var i = 0; i < Names.Length; i++) text.Append(Names[i]).Append(' ').Append(values[i] ?? "-").Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    internal static Entry? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Entry.MaxBytes || bytes.ContainsAnyExceptInRange((byte)'\n', (byte)'z')) return null;
        if (Values(Encoding.ASCII.GetString(bytes)) is not { } values) return null;
        if (Build(values) is not { } entry) return null;
        // What does not write back to the same bytes was not written by this form: a leading zero, a blank, a second base64.
        return entry.ToBytes().AsSpan().SequenceEqual(bytes) ? entry : null;
    }

    private static string?[]? Values(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != Names.Length + 2 || lines[0] != Magic || lines[^1].Length > 0) return null;
        var values = new string?[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            if (!lines[i + 1].StartsWith(Names[i] + " ", StringComparison.Ordinal)) return null;
            var value = lines[i + 1][(Names[i].Length + 1)..];
            values[i] = value == "-" ? null : value;
        }

        return values;
    }

    private static Entry? Build(string?[] values)
    {
        if (Word.Parse<EntryKind>(values[0]) is not { } kind) return null;
        if (!DateTimeOffset.TryParseExact(values[1], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return null;
        if (!Array.TrueForAll(values[2..5], id => id is null || OpaqueId.IsWellFormed(id))) return null;
        return new Entry
        {
            Kind = kind,
            Time = time,
            Provider = values[2],
            Channel = values[3],
            Item = values[4],
            Version = int.TryParse(values[5], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Prev = long.TryParse(values[6], NumberStyles.None, CultureInfo.InvariantCulture, out var prev) ? prev : null,
            Status = Word.Parse<PubStatus>(values[7]),
            Evidence = Word.Parse<Evidence>(values[8]),
            Delivery = Bytes(values[9]),
            Record = Bytes(values[10]),
            Summary = Bytes(values[11]),
            Envelope = Bytes(values[12]),
            Signature = Bytes(values[13]),
        };
    }

    private static string? Id(string? id) =>
        id is null || OpaqueId.IsWellFormed(id) ? id : throw new ArgumentException("An entry names by opaque ids only.");

    private static string? Base64(byte[]? commitment) => commitment is null ? null : Convert.ToBase64String(commitment);

    private static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[Commitment.Size];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var written) && written == bytes.Length ? bytes : null;
    }
}
