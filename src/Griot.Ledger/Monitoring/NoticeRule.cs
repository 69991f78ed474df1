using System.Text.Json;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>R5: a hold and a removal carry a public notice that gives a class of reason.</summary>
internal static class NoticeRule
{
    internal static void Read(Entry entry, byte[]? notice, Unopened unopened, Findings found)
    {
        if (entry.Record is null) found.Add("R5", "it carries no public notice");
        else if (notice is null) unopened.Add("R5", found, "its public notice is not published");
        else if (Members(notice) is not ({ Length: > 0 }, var target)) found.Add("R5", "its public notice gives no reason");
        else if (target is { } removed) unopened.Explain(removed);
    }

    // "entry" is the index of what was removed, where that is no version of an item.
    private static (string? Reason, long? Target) Members(byte[] notice)
    {
        try
        {
            using var json = JsonDocument.Parse(notice);
            var reason = json.RootElement.TryGetProperty("reason", out var text) ? text.GetString() : null;
            return (reason, json.RootElement.TryGetProperty("entry", out var entry) && entry.TryGetInt64(out var index) ? index : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
