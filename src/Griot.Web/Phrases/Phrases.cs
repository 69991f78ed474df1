using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>
/// What is said to providers, in one language: in mails and on their own pages. It speaks French, English, Arabic, Portuguese
/// and Swahili, whatever editions the site has. A room has its words in one file, by language.
/// </summary>
/// <param name="code">BCP 47.</param>
/// <param name="texts">The words by their keys.</param>
public abstract class Phrases(string code, IReadOnlyDictionary<string, string> texts)
{
    /// <summary>BCP 47.</summary>
    public string Code => code;

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => Tag.Direction(code);

    /// <summary>Every key; the same in all languages.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>A text.</summary>
    public string this[string key] => texts[key];

    /// <summary>A text with what stands at {0}, {1} ...</summary>
    public string this[string key, params object?[] with] => string.Format(CultureInfo.InvariantCulture, Elision.In(code, texts[key], with), with);

    /// <summary>True where there are words for it.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>A moment in UTC that is read the same in all languages, and in all directions of writing.</summary>
    public static string Moment(DateTimeOffset moment) => $"\u2066{moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}\u2069";

    /// <summary>A name that keeps its own direction within a sentence (H14).</summary>
    public static string Apart(string name) => $"\u2068{name}\u2069";

    /// <summary>What is asked for by name, else the provider's own language, else the browser's, else the first.</summary>
    protected static T Choose<T>(IReadOnlyList<T> all, string? asked, IEnumerable<string> ofProvider, StringValues acceptLanguage) where T : Phrases
    {
        var wishes = StringWithQualityHeaderValue.TryParseList([acceptLanguage.ToString()], out var accepted) ? accepted.OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.Value) : [];
        return new[] { asked }.Concat(ofProvider).Concat(wishes).Select(tag => all.FirstOrDefault(one => one.Code == Tag.Primary(tag))).FirstOrDefault(one => one is not null) ?? all[0];
    }

    /// <summary>Reads a room's file.</summary>
    protected static IReadOnlyList<T> Load<T>(string resource, Func<string, IReadOnlyDictionary<string, string>, T> make) where T : Phrases
    {
        ArgumentNullException.ThrowIfNull(make);
        using var stream = typeof(T).Assembly.GetManifestResourceStream(resource)!;
        return [.. JsonSerializer.Deserialize(stream, PhrasesJson.Default.DictionaryStringDictionaryStringString)!.Select(one => make(one.Key, one.Value))];
    }
}

[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class PhrasesJson : JsonSerializerContext;
