using System.Text.Json;
using Griot.Record;

namespace Griot.Syndication.Changes;

/// <summary>
/// Writes pages of changes, in the order of the log. The cursor goes on over every entry that was looked at, told or not: how
/// many of them the public may not know of can't be seen from it. A page ends early where it grows long, or where much was
/// passed over: both are bounded.
/// </summary>
internal sealed class ChangePages(Shelf shelf, ILogReader log, ChangeWriter writer, WrittenPages kept)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostEntries = 10_000;

    /// <summary>The page of a question, from its cursor on.</summary>
    internal Task<ChangePage> TakeAsync(ChangeQuestion question)
    {
        var size = shelf.Ledger.Size;
        return kept.TakeAsync($"changes {question.After} {question.Limit} {question.Provider} {LogName}", size, () => Write(question, size), page => page.Json.Length);
    }

    // The log's key bears its name. Where another log took the place of one of which entries were lost, indices mean others.
    private string? LogName => log.Key?.Split('+')[0];

    private ChangePage Write(ChangeQuestion question, long size)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes, ChangeWriter.Form);
        json.WriteStartObject();
        if (LogName is { } name) json.WriteString("log", name);
        json.WriteStartArray("changes");
        var (next, count) = Fill(json, question, size);
        json.WriteEndArray();
        json.WriteNumber("next", next);
        json.WriteNumber("size", size);
        json.WriteEndObject();
        json.Flush();
        return new ChangePage(next, count == 0, next < size, bytes.ToArray());
    }

    private (long Next, int Count) Fill(Utf8JsonWriter json, ChangeQuestion question, long size)
    {
        var (next, count) = (question.After, 0);
        var changeOf = shelf.ChangeReader();
        var end = size - question.After > MostEntries ? question.After + MostEntries : size;
        for (; next < end && count < question.Limit && json.BytesCommitted + json.BytesPending < MostBytes; next++)
        {
            if (shelf.Ledger.At(next) is not { } entry) break;
            if ((question.Provider is not null && entry.Entry.Provider != question.Provider) || changeOf(entry) is not { } change) continue;
            writer.Write(json, change);
            count++;
        }

        return (next, count);
    }
}
