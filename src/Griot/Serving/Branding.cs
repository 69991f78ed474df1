using System.Buffers;
using Griot.Enrichment.Labels;
using Griot.Web;

namespace Griot.Serving;

/// <summary>
/// How a house looks, speaks and is reached, from its settings and from files that lie in its data folder. Whatever would shut
/// readers out or break a page is refused at the start, with what would do instead.
/// </summary>
internal sealed class Branding(string data, Func<string, string?> value, Func<string, string, SettingFault> fault)
{
    /// <summary>Where a house's own words lie, within the data folder.</summary>
    internal const string EditionsFolder = "editions";

    /// <summary>Where its pictures are looked for by backups; others that settings name are the operator's to keep.</summary>
    internal const string PicturesFolder = "brand";

    private const int LongestName = 120;

    private static readonly SearchValues<char> Dialled = SearchValues.Create("0123456789+-/(). ");

    internal HouseSettings House(Uri publicUrl) => new()
    {
        Name = Name("name") ?? throw fault("name", "a house has a name"),
        ShortName = Name("short-name")!,
        PublicUrl = publicUrl,
        Look = new Look(Colours, Logo, Picture("icon")) { LogoText = Name("logo-text"), ShowsName = IsOn("logo-with-name") },
        Imprint = new Imprint
        {
            Responsible = Name("responsible"),
            PostalAddress = Lines("postal-address"),
            Mail = value("contact-mail") is { } mail && !Settings.IsPlainMail(mail) ? throw fault("contact-mail", "one plain mail address is wanted") : value("contact-mail"),
            Phone = value("contact-phone") is { } phone && phone.AsSpan().ContainsAnyExcept(Dialled) ? throw fault("contact-phone", "digits are wanted, such as +223 20 22 00 00") : value("contact-phone"),
            Notice = Lines("imprint"),
        },
    };

    /// <summary>The editions that are offered, with the house's own words.</summary>
    internal EditionSet Editions()
    {
        var codes = value("editions")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (codes is []) throw fault("editions", "a house speaks one language at least");
        return EditionSet.Read(Path.Combine(data, EditionsFolder), codes) switch
        {
            { Set: { } set } => WithKnownSubjects(set),
            { Faults: [var only] } => throw new SettingFault(only),
            var read => throw new SettingFault($"{read.Faults[0]} (and {read.Faults.Count - 1} more)"),
        };
    }

    // The vocabulary of subjects is Enrichment's, which editions don't know.
    private EditionSet WithKnownSubjects(EditionSet set)
    {
        var unknown = set.All.SelectMany(edition => edition.OwnSubjects.Where(topic => !MediaTopics.IsKnown(topic)).Select(topic => (edition.Code, topic))).FirstOrDefault();
        return unknown.topic is null ? set : throw new SettingFault($"{Path.Combine(data, EditionsFolder, unknown.Code + ".json")}: subjects, “medtop:{unknown.topic}”: there is no such subject; /en/subjects leads to each of them");
    }

    private (string, string)? Colours
    {
        get
        {
            var (light, dark) = (Colour("accent", onDark: false), Colour("accent-dark", onDark: true));
            if (light is null && dark is not null) throw fault("accent-dark", "it goes with an accent for the light pages");
            return light is null ? null : (light, dark ?? Accent.Nearest(light, onDark: true));
        }
    }

    private (BrandPicture, BrandPicture?)? Logo =>
        (Picture("logo"), Picture("logo-dark")) switch
        {
            (null, null) => null,
            (null, _) => throw fault("logo-dark", "it goes with a logo for the light pages"),
            var (light, dark) => (light, dark),
        };

    private string? Colour(string name, bool onDark) => value(name) is not { } text ? null : Accent.FaultOf(text, onDark) is { } wrong ? throw fault(name, wrong) : text;

    private BrandPicture? Picture(string name)
    {
        if (value(name) is not { } path) return null;
        try
        {
            var (picture, wrong) = BrandPicture.Read(File.ReadAllBytes(Path.Combine(data, path)));
            return picture ?? throw fault(name, wrong!);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw fault(name, broken.Message);
        }
    }

    private string? Name(string name) => value(name)?.Trim() is not { } text ? null
        : text.Length is > 0 and <= LongestName && !text.Any(char.IsControl) ? text : throw fault(name, $"one line of {LongestName} letters at most is wanted");

    // A flag and the environment can't well hold a line break, so two letters stand for it.
    private string? Lines(string name) => value(name)?.Replace("\\n", "\n", StringComparison.Ordinal).Trim() is not { } text ? null
        : text.Length is > 0 and <= 2000 && !text.Any(letter => char.IsControl(letter) && letter != '\n') ? text : throw fault(name, "from 1 to 2000 letters are wanted");

    private bool IsOn(string name) => value(name) switch { "on" => true, "off" => false, _ => throw fault(name, "on or off") };
}
