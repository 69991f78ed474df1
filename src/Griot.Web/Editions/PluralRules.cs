using System.Globalization;

namespace Griot.Web;

/// <summary>
/// CLDR plural rules for whole numbers (Unicode TR 35, part 3, section 5): <c>n % 100 = 3..10 and n != 4 or i = 0,1</c>.
/// The operands n and i are the number; v, f, t and e are 0. A rule that can't be read is a fault of the edition's file.
/// </summary>
internal sealed class PluralRules(IReadOnlyDictionary<string, string> rules)
{
    internal string CategoryOf(long number) =>
        rules.FirstOrDefault(rule => Any(rule.Value, Math.Abs(number))).Key ?? "other";

    private static bool Any(string rule, long number) => rule.Split(" or ").Any(part => All(part, number));

    private static bool All(string rule, long number) => rule.Split(" and ").All(relation => Holds(relation, number));

    private static bool Holds(string relation, long number)
    {
        var negated = relation.Contains("!=", StringComparison.Ordinal);
        var sides = relation.Split(negated ? "!=" : "=", StringSplitOptions.TrimEntries);
        var operand = Operand(sides[0], number);
        return sides[1].Split(',', StringSplitOptions.TrimEntries).Any(range => Within(range, operand)) != negated;
    }

    private static long Operand(string text, long number)
    {
        var parts = text.Split('%', StringSplitOptions.TrimEntries);
        var value = parts[0] is "n" or "i" ? number : 0;
        return parts.Length == 2 ? value % Whole(parts[1]) : value;
    }

    private static bool Within(string range, long value)
    {
        var ends = range.Split("..");
        return value >= Whole(ends[0]) && value <= Whole(ends[^1]);
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
