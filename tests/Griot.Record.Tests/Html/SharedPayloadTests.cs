using System.Text.Json;
using Griot.Testing;

namespace Griot.Record.Tests.Html;

/// <summary>
/// Payloads that others have collected, judged by what must hold (nothing acts, a second pass changes nothing, no shown
/// word is lost), not by what their sanitiser made of them.
/// </summary>
public sealed class SharedPayloadTests
{
    [Fact]
    public void H03_all_223_cases_of_dompurify_are_made_safe_once_and_for_all_and_keep_their_words() =>
        JudgeAll("data/sanitise/dompurify.json", "title", "payload", 223);

    [Fact]
    public void H03_all_cases_of_html5lib_are_made_safe_once_and_for_all_and_keep_their_words() =>
        JudgeAll("data/sanitise/html5lib.json", "name", "input", 72);

    private static void JudgeAll(string file, string title, string field, int count)
    {
        if (SharedMaterial.Find(file) is not { } path) { Assert.Skip($"{file} is not present"); return; }
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var cases = document.RootElement.EnumerateArray().Select(one => (Title: one.TryGetProperty(title, out var name) ? name.GetString() : null, Payload: one.GetProperty(field).GetString()!)).ToList();

        Assert.Equal(count, cases.Count);
        Assert.Empty(cases.Select(one => (one.Title, one.Payload, Fault: FaultOf(one.Payload))).Where(one => one.Fault is not null).Select(one => $"{one.Title}\n{one.Payload}\n{one.Fault}"));
    }

    // With an address of its page, and as a piece that nobody knows the address of.
    private static string? FaultOf(string payload) =>
        Xunit.Record.Exception(() => Judge.Holds(payload))?.Message ?? Xunit.Record.Exception(() => Judge.Holds(payload, baseAddress: null))?.Message;
}
