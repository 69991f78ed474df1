namespace Griot.Feedback;

/// <summary>The reasons for which there is a text: one for each thing that a provider can do about its feed.</summary>
internal enum TroubleReason
{
    Gone, Untrusted, Downgrade, Blocked, LoginPage, ParkedDomain, WebPage, ErrorObject, Empty, Refused, Unreachable, Slow, TooLarge, Malformed, Redirects,
    Silent, Unreadable, Other,
}

/// <summary>Which text an alarm's code asks for.</summary>
internal static class TroubleReasons
{
    internal static TroubleReason Of(string code, bool ofItems) => ofItems ? TroubleReason.Unreadable : code switch
    {
        "gone" => TroubleReason.Gone,
        "tls" => TroubleReason.Untrusted,
        "downgrade" => TroubleReason.Downgrade,
        "blocked" => TroubleReason.Blocked,
        "login-page" => TroubleReason.LoginPage,
        "parked-domain" => TroubleReason.ParkedDomain,
        "not-a-feed" => TroubleReason.WebPage,
        "error-object" => TroubleReason.ErrorObject,
        "empty" => TroubleReason.Empty,
        "http-status" => TroubleReason.Refused,
        "dns" or "connect" => TroubleReason.Unreachable,
        "timeout" or "cut-off" => TroubleReason.Slow,
        "too-large" => TroubleReason.TooLarge,
        "protocol" or "bad-encoding" or "unsupported-format" or "unsupported-encoding" or "entity-limit" or "external-entity" or "too-deep" or "ill-formed" => TroubleReason.Malformed,
        "redirect-loop" or "too-many-redirects" => TroubleReason.Redirects,
        "silent" => TroubleReason.Silent,
        _ => TroubleReason.Other,
    };
}
