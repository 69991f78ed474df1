using System.Collections.Frozen;

namespace Griot.Ingest.Items;

/// <summary>Addresses without the parameters that follow a reader and name no other document.</summary>
internal static class Tracking
{
    private static readonly FrozenSet<string> Parameters = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi",
        "xtor", "at_medium", "at_campaign", "at_custom1", "at_custom2", "ncid", "cmpid", "ref_src", "ref_url", "s_cid", "ns_mchannel",
        "ns_campaign", "ns_source", "oref", "vero_id", "vero_conv", "wickedid", "srsltid", "spm", "phpsessid", "jsessionid");

    /// <summary>The address with tracking parameters dropped; all else in it stays as it is.</summary>
    internal static string Without(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return address;
        var fragment = address.IndexOf('#', query);
        var end = fragment < 0 ? address.Length : fragment;
        var kept = address[(query + 1)..end].Split('&').Where(parameter => !IsTracking(parameter)).ToList();
        return address[..query] + (kept.Count > 0 ? "?" + string.Join('&', kept) : "") + address[end..];
    }

    private static bool IsTracking(string parameter)
    {
        var name = parameter.Split('=', 2)[0];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Parameters.Contains(name);
    }
}
