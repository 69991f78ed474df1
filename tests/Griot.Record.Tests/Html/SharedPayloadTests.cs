using System.Text.Json;
using Griot.Testing;

namespace Griot.Record.Tests.Html;

/// <summary>Payloads that others have collected, judged by what must hold, not by what their sanitiser made of them.</summary>
public sealed class SharedPayloadTests
{
    [Theory]
    [InlineData("data/sanitise/dompurify.json", "payload", 200)]
    [InlineData("data/sanitise/html5lib.json", "input", 50)]
    public void Every_known_payload_is_made_safe_and_keeps_its_words(string file, string field, int least)
    {
        if (SharedMaterial.Find(file) is not { } path) { Assert.Skip($"{file} is not present"); return; }
        using var cases = JsonDocument.Parse(File.ReadAllBytes(path));
        var judged = 0;
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            Judge.Holds(one.GetProperty(field).GetString()!);
            judged++;
        }

        Assert.True(judged >= least, $"{judged} payloads were judged.");
    }
}
