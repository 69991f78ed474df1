using System.Globalization;

namespace Griot.Record;

/// <summary>A place in the list of published answers, newest first: behind it stands what was published before, or at the same time under a later number.</summary>
/// <param name="Published">When the answer there came to stand in public.</param>
/// <param name="Number">Its number.</param>
public readonly record struct AnswerPlace(DateTimeOffset Published, string Number)
{
    private const int LongestNumber = 40;

    public static AnswerPlace Of(PublishedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new AnswerPlace(answer.Published, answer.Number);
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static AnswerPlace? Parse(string? text) =>
        text?.Split('.') is [var moment, { Length: > 0 and <= LongestNumber } number] && long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() && new AnswerPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number) is var place && place.ToString() == text ? place : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Published.ToUnixTimeMilliseconds()}.{Number}");
}
