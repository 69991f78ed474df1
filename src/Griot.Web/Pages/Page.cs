using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Web;

/// <summary>How pages are answered: components rendered on the server, whole, without a script.</summary>
public static class Page
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The page that <typeparamref name="TPage"/> makes of its parameters.</summary>
    public static IResult Of<TPage>(IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : ComponentBase =>
        new DrawnPage(typeof(TPage), parameters, status);

    /// <summary>The page for what does not exist, or is not shown to anyone.</summary>
    public static IResult NotFound(Edition edition) => Error(edition, StatusCodes.Status404NotFound);

    /// <summary>The page for a fault, by its HTTP status.</summary>
    public static IResult Error(Edition edition, int status) =>
        Of<ErrorPage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Status"] = status }, status);

    /// <summary>Moved for good, within this site.</summary>
    public static IResult MovedTo(string path) => TypedResults.LocalRedirect(path, permanent: true);

    /// <summary>Answers GET and HEAD.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);

    /// <summary>Maps the same pages once for each edition, below its code.</summary>
    public static void MapEditions(this IEndpointRouteBuilder routes, Action<IEndpointRouteBuilder, Edition> map)
    {
        foreach (var edition in Editions.All) map(routes.MapGroup("/" + edition.Code), edition);
    }
}
