using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Feedback;

/// <summary>
/// Keeps forms on other sites from speaking for a reader, without a cookie. A browser says where a request comes from and
/// lets no page say it: the newest by <c>Sec-Fetch-Site</c>, older ones by <c>Origin</c>, those of old telephones by <c>Referer</c> alone.
/// A request that says nothing is refused.
/// </summary>
internal static class SameOrigin
{
    internal static bool Allows(HttpRequest request, HouseSettings house) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            ? site.Count == 1 && site[0] is "same-origin" or "none"
            : request.Headers.Origin.Count > 0 ? request.Headers.Origin is [{ } origin] && string.Equals(origin, Origin(house), StringComparison.OrdinalIgnoreCase)
            : request.Headers.Referer is [{ } page] && page.StartsWith(Origin(house) + "/", StringComparison.OrdinalIgnoreCase);

    // As browsers write it (RFC 6454, section 6.2): a usual port is left out.
    private static string Origin(HouseSettings house) =>
        $"{house.PublicUrl.Scheme}://{house.PublicUrl.IdnHost}" + (house.PublicUrl.IsDefaultPort ? "" : $":{house.PublicUrl.Port}");
}
