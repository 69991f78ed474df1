using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>The editions that the program was built with: one for each file of <c>editions/</c>.</summary>
public static class Editions
{
    private const string Folder = "editions/";

    /// <summary>All of them: the first one, then the others by code.</summary>
    public static ImmutableArray<Edition> All { get; } = Load();

    /// <summary>The one that speaks where nothing says which.</summary>
    public static Edition First => All[0];

    public static Edition? Find(string? code) => All.FirstOrDefault(edition => edition.Code == code);

    /// <summary>
    /// The edition in whose language a content stands, by its BCP 47 tag; the first one where there is none. It is where
    /// an article is at home: its canonical address.
    /// </summary>
    public static Edition Home(string? language) => Find(Tag.Primary(language)) ?? First;

    /// <summary>The best edition for an <c>Accept-Language</c>; the first one where it is absent or not readable.</summary>
    public static Edition Choose(StringValues acceptLanguage)
    {
        if (!StringWithQualityHeaderValue.TryParseList([acceptLanguage.ToString()], out var wishes)) return First;
        return wishes.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Find(Tag.Primary(wish.Value.Value)))
            .FirstOrDefault(edition => edition is not null) ?? First;
    }

    private static ImmutableArray<Edition> Load()
    {
        var assembly = typeof(Editions).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => new Edition(Read(assembly.GetManifestResourceStream(name)!)))
            .OrderBy(edition => edition.Code is not "fr").ThenBy(edition => edition.Code, StringComparer.Ordinal)];
    }

    private static EditionFile Read(Stream stream)
    {
        using (stream) return JsonSerializer.Deserialize(stream, EditionJson.Default.EditionFile)!;
    }
}
