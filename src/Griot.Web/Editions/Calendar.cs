using System.Globalization;

namespace Griot.Web;

/// <summary>Writes moments after an edition's patterns; all of them in UTC.</summary>
internal sealed class Calendar(EditionFile file)
{
    internal string Write(string pattern, DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return Digits(pattern
            .Replace("{day}", utc.Day == 1 && file.FirstDay is { } first ? first : Plain(utc.Day), StringComparison.Ordinal)
            .Replace("{month}", file.Months[utc.Month - 1], StringComparison.Ordinal)
            .Replace("{shortMonth}", file.ShortMonths[utc.Month - 1], StringComparison.Ordinal)
            .Replace("{year}", Plain(utc.Year), StringComparison.Ordinal)
            .Replace("{hour}", Plain(utc.Hour), StringComparison.Ordinal)
            .Replace("{hour2}", utc.Hour.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{minute}", utc.Minute.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    internal string Digits(string text) => file.Digits is not { } digits
        ? text
        : string.Create(text.Length, (text, digits), static (written, from) =>
        {
            for (var i = 0; i < written.Length; i++)
                written[i] = char.IsAsciiDigit(from.text[i]) ? from.digits[from.text[i] - '0'] : from.text[i];
        });

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
