using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Web;

/// <summary>How a house looks: its sheet with its own colour, its logo, its icon. What is not set is Griot's.</summary>
public sealed class Look
{
    /// <summary>How high a logo stands in the header, in pixels.</summary>
    public const int LogoHeight = 32;

    private const string Icon = "/favicon.ico";

    /// <summary>The look of a house that set nothing.</summary>
    public static Look Plain { get; } = new(null, null, null);

    private readonly BrandPicture? icon;

    /// <param name="colours">The accent on light and on dark pages, both of them without a fault of <see cref="Accent"/>.</param>
    /// <param name="logo">What stands at the head of every page instead of the name; and what stands there on dark pages, where another does.</param>
    /// <param name="icon">What browsers show beside a page's title.</param>
    public Look((string Light, string Dark)? colours, (BrandPicture Light, BrandPicture? Dark)? logo, BrandPicture? icon)
    {
        Sheet = colours is var (light, dark) ? StyleSheet.WithRules(Accent.Rules(light, dark)) : StyleSheet.House;
        (Logo, DarkLogo, this.icon) = (logo?.Light, logo?.Dark, icon);
    }

    /// <summary>The name stands beside the logo, which then is only decoration.</summary>
    public bool ShowsName { get; init; }

    /// <summary>What is said in place of the logo where it is not seen; null: the house's name.</summary>
    public string? LogoText { get; init; }

    internal LastingFile Sheet { get; }
    internal BrandPicture? Logo { get; }
    internal BrandPicture? DarkLogo { get; }

    /// <summary>The address and media type of the icon; null where there is none.</summary>
    internal (string Address, string MediaType)? IconLink => icon is { } picture ? (picture.File.Address, picture.File.MediaType) : null;

    /// <summary>Changes with whatever a reader could see of it.</summary>
    public override string ToString() => string.Join(' ', ((string?[])[Sheet.Address, Logo?.File.Address, DarkLogo?.File.Address, icon?.File.Address, LogoText, ShowsName ? "name" : null]).OfType<string>());

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Sheet.Address, Sheet.Serve);
        foreach (var file in ((BrandPicture?[])[Logo, DarkLogo, icon]).OfType<BrandPicture>().Select(picture => picture.File).DistinctBy(file => file.Address)) routes.MapPage(file.Address, file.Serve);
        routes.MapPage(Icon, ServeIcon);
    }

    // Browsers that were not told of an icon ask here. An SVG they would not take under this name.
    private IResult ServeIcon(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=604800";
        return icon is { IsSvg: false } picture ? TypedResults.Bytes(picture.File.Content, picture.File.MediaType) : TypedResults.NoContent();
    }
}
