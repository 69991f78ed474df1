using Griot.Serving;

namespace Griot.Demonstration;

/// <summary>
/// Settings of a folder that holds a demonstration, where nobody says otherwise; whichever verb looks at it. It keeps nothing outside the
/// folder, and an invented body answers for the invented house.
/// </summary>
internal static class DemoDefaults
{
    /// <summary>Null where the folder holds no demonstration, or the setting has the default that it has everywhere.</summary>
    internal static string? Of(string setting, string data) => !File.Exists(Path.Combine(data, OpenHouse.DemonstrationMark)) ? null : setting switch
    {
        "checkpoint-copy" => Path.Combine(data, "checkpoint-copy"),
        "responsible" => "Association des copistes de Sirako",
        "postal-address" => "12, quai des Copistes\\nSirako",
        "contact-mail" => "maison@griot.example",
        // Numbers like this one are given to nobody.
        "contact-phone" => "+1 555 0100",
        "imprint" => "Maison inventée, pour essayer le programme.\\nPrésidente : Adjoa Nyarkoma. Registre des associations de Sirako, no 17.",
        _ => null,
    };
}
