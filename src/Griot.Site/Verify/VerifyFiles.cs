using System.Collections.Immutable;
using Griot.Web;

namespace Griot.Site;

/// <summary>What the page of a check needs besides the house's own sheet.</summary>
internal static class VerifyFiles
{
    internal static LastingFile Style { get; } = LastingFile.StyleSheet(typeof(VerifyFiles).Assembly, "verify.css", "verify");

    /// <summary>One file of three parts: SHA-256, the log's forms, the steps.</summary>
    internal static LastingFile Script { get; } = LastingFile.Script(typeof(VerifyFiles).Assembly, ["sha256.js", "tlog.js", "verify.js"], "verify");

    internal static ImmutableArray<LastingFile> All { get; } = [Style, Script];
}
