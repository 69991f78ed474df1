using System.Text;
using Griot.Formats.Tags;
using Griot.Formats.Values;
using Griot.Record.Html;

namespace Griot.Formats.Mail;

/// <summary>
/// Pictures that the text of an HTML mail shows by the Content-ID of a part (<c>cid:</c>, RFC 2392). Such an address leads
/// nowhere outside the mail, so that none of it stays in what is shown; the words that its writer put in the picture's place
/// go with the attached file.
/// </summary>
internal static class InlinePictures
{
    private const int Most = 1_000;
    private const int LongestWords = 4_000;

    /// <summary>The words by the Content-ID, without angle brackets; of one that stands there twice the first.</summary>
    public static IReadOnlyDictionary<string, string> Words(string html)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!html.Contains("cid:", StringComparison.OrdinalIgnoreCase)) return words;
        for (var walk = new TagWalk(Encoding.UTF8.GetBytes(html), isPage: true); words.Count < Most && walk.Read();)
            if (!walk.IsEnd && walk.Is("img"u8) && Of(new TagAttributes(walk.Inside)) is { } picture) words.TryAdd(picture.Id, picture.Words);
        return words;
    }

    private static (string Id, string Words)? Of(TagAttributes attributes)
    {
        string? id = null, words = null;
        while (attributes.Read())
        {
            if (attributes.Is("src"u8)) id = CarriedPicture.IdOf(Text(attributes.Value));
            else if (attributes.Is("alt"u8)) words = Text(attributes.Value).Trim();
        }

        return id is not null && words is { Length: > 0 and <= LongestWords } ? (id, words) : null;
    }

    private static string Text(ReadOnlySpan<byte> value) => CharacterReference.Decode(Encoding.UTF8.GetString(value));
}
