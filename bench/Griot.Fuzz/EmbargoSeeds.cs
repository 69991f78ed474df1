using System.Text;

namespace Griot.Fuzz;

/// <summary>How newsrooms write that a text must not be published yet, or that it may be; and news of other embargoes.</summary>
internal static class EmbargoSeeds
{
    private static readonly string[] Lines =
    [
        "SOUS EMBARGO jusqu'au jeudi 3 décembre 2026 à 18h00 GMT", "[Embargo 03/12/2026 18h00] Le budget 2027", "Communiqué de presse - ne pas publier avant le 3 décembre 2026, 18 h 30 TU",
        "EMBARGOED UNTIL: December 3, 2026, 6:00 p.m. UTC", "Press release: under strict embargo until 1800 hrs, 3 December 2026 (EAT)", "Hold for release until tomorrow morning",
        "Sob embargo até quinta-feira, 3 de dezembro de 2026, 18:00", "EMBARGO HADI 3 Desemba 2026, saa 21:00 EAT", "محظور النشر حتى الخميس 3 ديسمبر 2026 الساعة 18:00 بتوقيت غرينتش",
        "[EMBARGO LEVÉ] Le pont rouvre", "FOR IMMEDIATE RELEASE", "L'ONU prolonge l'embargo sur les armes jusqu'en décembre 2026", "Levée de l'embargo : 2026-12-03T18:00:00+01:00",
        "Embargo ends 3/12/26 18.00 - 20.00, or 4 December", "*** EMBARGO *** minuit", "Embargo: until further notice",
    ];

    internal static IEnumerable<Seed> All() =>
    [
        .. Lines.Select(line => new Seed(Encoding.UTF8.GetBytes(line), "embargo")),
        new Seed(Encoding.UTF8.GetBytes(string.Join("\n\n", Lines)), "embargo"),
    ];
}
