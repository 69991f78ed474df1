using System.Globalization;
using CsCheck;
using Griot.Formats.Values;

namespace Griot.Formats.Tests.Values;

public sealed class DatePropertyTests
{
    private static readonly string[] Languages = [.. MonthNames.ByLanguage.Keys.Order(StringComparer.Ordinal)];

    private static readonly string[] Weekdays =
        ["", "Tue, ", "mardi ", "mar. ", "terça-feira, ", "Dienstag, ", "Jumanne ", "Talata, ", "Sat, ", "الثلاثاء، ", "يوم السبت ", "ማክሰኞ፣ ", "вторник, "];

    /// <summary>{0} weekday, {1} day, {2} month, {3} year, {4} time, {5} zone.</summary>
    private static readonly string[] Layouts =
    [
        "{0}{1} {2} {3} {4} {5}", "{0}{1}-{2}-{3} {4} {5}", "{0}{2} {1}, {3} {4} {5}", "{0}{2} {1} {4} {5} {3}", "{0}{1} de {2} de {3}, {4} {5}", "{3} {2} {1} {4} {5}",
        "{0}{1}. {2} {3} - {4} {5}", "{4} {5}, {1} {2} {3}", "{0}{1} {2}, {3}\u00A0{4} {5}",
    ];

    private static readonly string[] Isos =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyyMMdd'T'HHmmsszzz", "yyyy/M/d H:mm:ss zzz", "yyyy-MM-dd hh:mm:ss tt zzz", "yyyy-MM-dd't'HH:mm:sszzz", "yyyy年M月d日 HH:mm:ss zzz",
    ];

    private static readonly string[] Pieces =
    [
        "3", "31", "2026", "0001", "9999", "Feb", "mars", "mar", "sat", "كانون", "الثاني", ":", "10:00",
        "24:00:00", "10h", "+14:00", "-1400", "Z", "UTC", "AM", "p.m.", " ", " ", ",", ".", "-", "/", "(", ")", "[", "\\", "&nbsp;", "T", "年", "Date(", "é", "\u0301", "'", "1er", "mardi", "٣", "99999999999999",
    ];

    private static readonly Gen<DateTimeOffset> Instants = Gen.Select(Gen.Long[-6_000_000_000, 100_000_000_000], Gen.Int[-14 * 4, 14 * 4])
        .Select((seconds, quarters) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(quarters * 15)));

    [Fact]
    public void Every_form_in_every_language_reads_back_the_instant_it_was_printed_from() =>
        Gen.Select(Instants, Gen.Int[0, Languages.Length - 1], Gen.Int[0, 9], Gen.Int[0, Weekdays.Length - 1], Gen.Int[0, Layouts.Length - 1], Gen.Bool).Sample((instant, language, form, weekday, layout, arabic) =>
        {
            var names = MonthNames.ByLanguage[Languages[language]][instant.Month - 1].Split(' ');
            var name = names[form % names.Length].Replace('_', ' ');
            var zone = instant.ToString("zzz", CultureInfo.InvariantCulture);
            var text = string.Format(CultureInfo.InvariantCulture, Layouts[layout], Weekdays[weekday], instant.Day, name, $"{instant.Year:D4}", instant.ToString("HH:mm:ss", CultureInfo.InvariantCulture), zone);

            // "sat" before the day is Saturday, whatever the language is.
            if (name == "sat" && text.IndexOf(name, StringComparison.Ordinal) < text.IndexOfAny([.. "0123456789"])) return;
            Assert.Equal(instant, WireDate.Read(arabic ? InArabicDigits(text) : text));
        }, iter: 20_000);

    [Fact]
    public void Every_numeric_form_reads_back_the_instant_it_was_printed_from() => Gen.Select(Instants, Gen.Int[0, Isos.Length - 1]).Sample((instant, form) =>
        Assert.Equal(instant, WireDate.Read(instant.ToString(Isos[form], CultureInfo.InvariantCulture))), iter: 10_000);

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_writes_and_reads_back() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index])
            .Array[0, 14].Select(string.Concat).Sample(text =>
            {
                foreach (var language in (string?[])[null, "fr", "en-US"])
                    if (WireDate.Read(text, language) is { } read) Assert.Equal(read.ToUnixTimeMilliseconds(), WireDate.Read(WireDate.Write(read))?.ToUnixTimeMilliseconds());
            }, iter: 50_000);

    [Fact]
    public void No_name_means_two_months()
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (language, names) in MonthNames.ByLanguage)
        {
            Assert.Equal(12, names.Length);
            foreach (var (index, name) in names.Index().SelectMany(month => month.Item.Split(' ').Select(name => (month.Index, DateWords.Fold(name)))))
                Assert.True(months.TryAdd(name, index) || months[name] == index, $"{language}: {name} is month {index + 1} and {months[name] + 1}");
        }
    }

    private static string InArabicDigits(string text) => string.Concat(text.Select(letter => char.IsAsciiDigit(letter) ? (char)(letter - '0' + '\u0660') : letter));
}
