using System.Collections.Frozen;
using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>Days of the week in the languages of the provider's page, in full and short: a date that names the wrong one is not sure.</summary>
internal static class WeekdayNames
{
    private static readonly FrozenDictionary<string, DayOfWeek> Names = new[]
    {
        "dimanche dim sunday sun الأحد الاحد domingo dom jumapili",
        "lundi lun monday mon الاثنين الإثنين segunda jumatatu",
        "mardi tuesday tue tues الثلاثاء terça jumanne",
        "mercredi mer wednesday wed الأربعاء الاربعاء quarta jumatano",
        "jeudi jeu thursday thu thurs thur الخميس quinta alhamisi",
        "vendredi ven friday fri الجمعة sexta ijumaa",
        "samedi sam saturday sat السبت sábado sabado jumamosi",
    }.SelectMany((names, day) => names.Split(' ').Select(name => (Name: DateWords.Fold(name), Day: (DayOfWeek)day)))
        .DistinctBy(one => one.Name).ToFrozenDictionary(one => one.Name, one => one.Day, StringComparer.Ordinal);

    public static DayOfWeek? Read(string folded) => Names.TryGetValue(folded, out var day) ? day : null;
}
