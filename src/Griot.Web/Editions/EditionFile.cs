using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Web;

/// <summary>A file of <c>editions/</c>: all that the site needs to speak one language.</summary>
internal sealed record EditionFile
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Direction { get; init; }

    /// <summary>Category and CLDR rule for whole numbers; what no rule takes is <c>other</c>.</summary>
    public required IReadOnlyDictionary<string, string> Plural { get; init; }

    /// <summary>Ten digits, where the language writes others than 0 to 9.</summary>
    public string? Digits { get; init; }

    public required string Group { get; init; }
    public required IReadOnlyList<string> Months { get; init; }
    public required IReadOnlyList<string> ShortMonths { get; init; }

    /// <summary>How the first of a month is written, where not as 1.</summary>
    public string? FirstDay { get; init; }

    /// <summary>Patterns of {day} {month} {shortMonth} {year} {hour} {hour2} {minute}.</summary>
    public required string Moment { get; init; }
    public required string ShortMoment { get; init; }
    public required string Day { get; init; }

    /// <summary>Names of its own for subjects, by their codes such as <c>medtop:04000000</c>; the vocabulary's stand where there is none.</summary>
    public IReadOnlyDictionary<string, string>? Subjects { get; init; }

    public required IReadOnlyDictionary<string, string> Texts { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Counts { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(EditionFile))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class EditionJson : JsonSerializerContext;

/// <summary>Editions as people read and write them.</summary>
internal static class SpaciousEditions
{
    internal static EditionJson Json { get; } = new(new JsonSerializerOptions(EditionJson.Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
