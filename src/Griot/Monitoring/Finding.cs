using System.Globalization;
using System.Text.Json.Nodes;
using Griot.Ledger.Monitoring;
using Griot.Record.Html;

namespace Griot.Monitoring;

/// <summary>Something that a monitor found.</summary>
/// <param name="Rule"><c>R1</c> to <c>R10</c>, <c>form</c>, <c>prev</c> (see <see cref="Violation"/>); <c>log</c>: what is served as the log is not what was signed, or not what was signed before.</param>
/// <param name="Entry">Its log index; null where it is of no entry.</param>
/// <param name="Place">Where it was seen on the site, as a path; null for the log itself.</param>
/// <param name="Message">What is wrong. It may hold what a server said: it is cleaned where it is written.</param>
internal sealed record Finding(string Rule, long? Entry, string? Place, string Message)
{
    /// <summary>R10 asks a provider to look and convicts nobody (decision 26).</summary>
    internal bool IsFlag => Rule == "R10";

    internal static Finding Of(Violation violation) => new(violation.Rule, violation.Entry, null, violation.Message);

    internal static Finding OfLog(string message, long? entry = null) => new("log", entry, null, message);

    /// <summary>The one line of it; no terminal obeys it.</summary>
    internal string Line => DisplayText.Clean(string.Create(CultureInfo.InvariantCulture,
        $"{Rule}{(Entry is { } entry ? $" entry {entry}" : "")}{(Place is { } place ? $" {place}" : "")}: {Message}")).ReplaceLineEndings(" ");

    internal JsonObject Describe() => new()
    {
        ["rule"] = Rule,
        ["entry"] = Entry,
        ["place"] = Place is null ? null : DisplayText.Clean(Place),
        ["message"] = DisplayText.Clean(Message),
        ["flag"] = IsFlag,
    };
}
