using System.Text.Json;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>R5: a hold and a removal carry a public notice that gives a class of reason.</summary>
internal static class NoticeRule
{
    internal static void Read(Entry entry, byte[]? published, Unopened unopened, Findings found)
    {
        if (entry.Record is null) found.Add("R5", "it carries no public notice");
        else if (published is null) unopened.Add("R5", found, "its public notice is not published");
        else if (Notice(published) is not { Reason.Length: > 0 } notice) found.Add("R5", "its public notice gives no reason");
        else if (notice.Entry is { } removed && entry.Kind == EntryKind.Removal) unopened.Explain(removed);
    }

    private static Notice? Notice(byte[] bytes)
    {
        try
        {
            return Record.Notice.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
