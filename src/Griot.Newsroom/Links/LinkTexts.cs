using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Griot.Web;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Newsroom.Links;

/// <summary>The words of a provider's page in one language. It speaks five, whatever editions the site has.</summary>
public sealed class LinkTexts
{
    private readonly Dictionary<string, string> texts;

    private LinkTexts(string code, Dictionary<string, string> texts) => (Code, this.texts) = (code, texts);

    internal static IReadOnlyList<LinkTexts> All { get; } = Load();

    internal string Code { get; }

    internal string Name => this["name"];

    internal string Direction => Tag.Direction(Code);

    internal IEnumerable<string> Keys => texts.Keys;

    internal string this[string key] => texts[key];

    internal string this[string key, params object?[] with] => string.Format(CultureInfo.InvariantCulture, texts[key], with);

    /// <summary>A moment that is read the same in all languages, and in all directions of writing.</summary>
    internal static string Moment(DateTimeOffset moment) => $"\u2066{moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}\u2069";

    /// <summary>A name that keeps its own direction within a sentence (H14).</summary>
    internal static string Apart(string name) => $"\u2068{name}\u2069";

    /// <summary>What is asked for by name, else the provider's own language, else the browser's, else the first.</summary>
    internal static LinkTexts Choose(string? asked, IEnumerable<string> ofProvider, StringValues acceptLanguage)
    {
        var wishes = StringWithQualityHeaderValue.TryParseList([acceptLanguage.ToString()], out var accepted) ? accepted.OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.Value) : [];
        return new[] { asked }.Concat(ofProvider).Concat(wishes).Select(tag => All.FirstOrDefault(one => one.Code == Tag.Primary(tag))).FirstOrDefault(one => one is not null) ?? All[0];
    }

    private static List<LinkTexts> Load()
    {
        using var stream = typeof(LinkTexts).Assembly.GetManifestResourceStream("link-texts.json")!;
        return [.. JsonSerializer.Deserialize(stream, LinkTextsJson.Default.DictionaryStringDictionaryStringString)!.Select(one => new LinkTexts(one.Key, one.Value))];
    }
}

[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class LinkTextsJson : JsonSerializerContext;
