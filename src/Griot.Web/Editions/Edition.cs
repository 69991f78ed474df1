using System.Collections.Frozen;
using System.Globalization;
using Griot.Record;

namespace Griot.Web;

/// <summary>
/// A language of the site: its texts, and how it writes numbers, moments and names. Made from one file of
/// <c>editions/</c>. A key that is missing is a fault of ours, found by a test that reads all files and all code.
/// </summary>
public sealed class Edition
{
    private readonly EditionFile file;
    private readonly FrozenDictionary<string, string> texts;
    private readonly PluralRules plural;
    private readonly Calendar calendar;

    internal Edition(EditionFile file)
    {
        this.file = file;
        texts = file.Texts.ToFrozenDictionary(StringComparer.Ordinal);
        plural = new PluralRules(file.Plural);
        calendar = new Calendar(file);
    }

    /// <summary>BCP 47; the first segment of the edition's addresses.</summary>
    public string Code => file.Code;

    /// <summary>The language's name in itself.</summary>
    public string Name => file.Name;

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => file.Direction;

    internal EditionFile File => file;

    /// <summary>A text of the interface, with what stands at {0}, {1} ...</summary>
    public string Text(string key, params ReadOnlySpan<object?> arguments) =>
        arguments.IsEmpty ? texts[key] : Filled(texts[key], [.. arguments]);

    /// <summary>A text that depends on a number, which stands at {0}.</summary>
    public string Count(string key, long number) => Count(key, number, []);

    /// <summary>A text that depends on a number at {0}, with more at {1} ...</summary>
    public string Count(string key, long number, params ReadOnlySpan<object?> more)
    {
        var forms = file.Counts[key];
        var form = forms.GetValueOrDefault(plural.CategoryOf(number)) ?? forms["other"];
        return Filled(form, [Number(number), .. more]);
    }

    /// <summary>The name of one of the design's words, for example <c>société civile</c>.</summary>
    public string Of<T>(T value) where T : struct, Enum => texts[$"{typeof(T).Name}.{Word.Of(value)}"];

    /// <summary>A whole number with the language's digits and groups.</summary>
    public string Number(long number) => calendar.Digits(number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", file.Group, StringComparison.Ordinal));

    /// <summary>Day and time in UTC, written in full.</summary>
    public string Moment(DateTimeOffset moment) => calendar.Write(file.Moment, moment);

    /// <summary>The same, short.</summary>
    public string ShortMoment(DateTimeOffset moment) => calendar.Write(file.ShortMoment, moment);

    public string Day(DateOnly day) => calendar.Write(file.Day, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>A month with its year, as it stands in a list.</summary>
    public string Month(DateOnly day) => calendar.Write(file.Day[file.Day.IndexOf("{month}", StringComparison.Ordinal)..], new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>The name of a country by ISO 3166-1 alpha-2; the code itself where nobody knows one.</summary>
    public string Country(string iso2) => Names.Country(Code, iso2);

    /// <summary>The name of a region by UN M49; the number itself where nobody knows one.</summary>
    public string Region(string m49) => Names.Region(Code, m49);

    /// <summary>The name of a language by BCP 47; the tag itself where nobody knows one.</summary>
    public string Language(string tag) => Names.Language(Code, tag);

    /// <summary>What the edition itself calls a Media Topic, by its eight digits; null where the vocabulary's own name stands.</summary>
    public string? OwnSubject(string topic) => file.Subjects?.GetValueOrDefault(EditionRules.MediaTopic + topic);

    /// <summary>The eight digits of the Media Topics that it has names of its own for. Whether there are such topics the vocabulary knows.</summary>
    public IEnumerable<string> OwnSubjects => file.Subjects?.Keys.Select(code => code[EditionRules.MediaTopic.Length..]) ?? [];

    /// <summary>The comma of a list, with the space behind it.</summary>
    public string Comma => Tag.Comma(Code);

    private string Filled(string form, object?[] pieces) =>
        string.Format(CultureInfo.InvariantCulture, Elision.In(Code, form, pieces), [.. pieces.Select(piece => Isolation.Apart(piece, Direction == "rtl"))]);
}
