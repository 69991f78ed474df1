using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Griot.Web;

/// <summary>
/// Nothing is at an address in other letters, or with a number written otherwise (<c>01</c>, <c>+1</c>), though routing finds it there:
/// rules for crawlers match addresses to the letter, and what they keep from somebody would be open to him by a capital.
/// </summary>
internal static class ExactAddress
{
    /// <summary>After routing, and before anything looks at the endpoint.</summary>
    internal static Task Mind(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && !IsExact(endpoint.RoutePattern, context.Request.Path.Value ?? "", context.Request.RouteValues)) context.SetEndpoint(null);
        return next(context);
    }

    private static bool IsExact(RoutePattern pattern, ReadOnlySpan<char> path, RouteValueDictionary values)
    {
        var rest = path.TrimStart('/');
        foreach (var segment in pattern.PathSegments)
        {
            var end = rest.IndexOf('/');
            if (!IsExact(segment, end < 0 ? rest : rest[..end])) return false;
            rest = end < 0 ? "" : rest[(end + 1)..];
        }

        return pattern.Parameters.Where(IsNumber).Select(number => values.GetValueOrDefault(number.Name)).OfType<string>().All(IsPlainNumber);
    }

    // Behind a parameter that takes the rest of the path nothing follows.
    private static bool IsExact(RoutePatternPathSegment segment, ReadOnlySpan<char> written) => segment.IsSimple
        ? segment.Parts[0] is not RoutePatternLiteralPart only || written.SequenceEqual(only.Content)
        : (segment.Parts[0] is not RoutePatternLiteralPart first || written.StartsWith(first.Content)) && (segment.Parts[^1] is not RoutePatternLiteralPart last || written.EndsWith(last.Content));

    // Codes of regions and subjects begin with noughts too, and are read to the letter: only what the route reads as a number is one.
    private static bool IsNumber(RoutePatternParameterPart part) => part.ParameterPolicies.Any(policy => policy.Content is "int" or "long");

    private static bool IsPlainNumber(string text) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
