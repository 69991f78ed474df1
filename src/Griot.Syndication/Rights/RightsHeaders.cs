using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Rights;

/// <summary>The headers of the TDM Reservation Protocol on an answer that holds one provider's text.</summary>
internal static class RightsHeaders
{
    internal static void Put(HttpContext context, UsageRules? rules)
    {
        foreach (var (name, value) in rules?.TdmFields() ?? []) context.Response.Headers[name] = value;
    }
}
