using System.Text;
using System.Text.Json;
using System.Xml;
using Griot.Formats;
using Griot.Formats.Wxr;

namespace Griot.Fuzz;

/// <summary>
/// Exports of WordPress, as a stream: every item is its slice of the file, wherever the stream stops to breathe; and where the same
/// file is read whole, and nothing is wrong with it, the same items come out.
/// </summary>
internal static class ExportTarget
{
    internal static Func<string?> Read(byte[] input, Meter meter)
    {
        var (items, isBrokenOff) = meter.Measure(() => Items(new MemoryStream(input)));
        var readings = items.Select(item => meter.Measure(() => ItemReader.Read(item.Bytes, item.Context))).ToList();
        return () => FaultOf(items, input)
            ?? (Said(Items(new DripStream(input, 1 + (input.Length % 4_000)))) != Said((items, isBrokenOff)) ? "it reads differently where it comes in other pieces" : null)
            ?? WhatIsMissing(items, isBrokenOff, input)
            ?? items.Select((item, index) => FeedTargets.FaultOf(readings[index], ItemReader.Read(item.Bytes, ItemContext.FromJson(item.Context.ToJson())), $"item {index}")
                ?? (item.NotPublished is null != readings[index].Incidents.All(incident => incident.Code != "not-published") ? $"item {index} was published or not, as you take it" : null)).FirstOrDefault(fault => fault is not null);
    }

    private static (List<WxrItem> Items, bool IsBrokenOff) Items(Stream stream) =>
        WxrArchive.Open(stream) is { } export ? ([.. export.Items()], export.IsBrokenOff) : ([], false);

    private static string Said((List<WxrItem> Items, bool IsBrokenOff) read) =>
        JsonSerializer.Serialize(read.Items.Select(item => (object[])[item.Offset, item.Bytes.ToArray(), Encoding.UTF8.GetString(item.Context.ToJson()), item.NotPublished ?? "", item.Fault?.Code ?? ""])) + read.IsBrokenOff;

    private static string? FaultOf(List<WxrItem> items, byte[] input)
    {
        long end = 0;
        foreach (var item in items)
        {
            if (item.Offset < end || item.Bytes.IsEmpty) return $"an item at {item.Offset} of {item.Bytes.Length} bytes, behind {end}";
            if (!input.AsSpan((int)item.Offset, item.Bytes.Length).SequenceEqual(item.Bytes.Span)) return $"the item at {item.Offset} is not its slice";
            end = item.Offset + item.Bytes.Length;
        }

        return null;
    }

    // Well-formed XML, in which no item stands inside another, has one reading.
    private static string? WhatIsMissing(List<WxrItem> items, bool isBrokenOff, byte[] input)
    {
        var document = FeedDocument.Open(input, new DocumentHints());
        if (document.Format != "wxr" || document.Incidents.Count > 0 || !IsSound(input) || WxrArchive.Open(new MemoryStream(input)) is null) return null;
        if (isBrokenOff) return "a whole document is broken off";
        return document.Cuts.Select(cut => (long)cut.Offset).SequenceEqual(items.Select(item => item.Offset)) ? null
            : $"the whole file holds {document.Cuts.Count} items, the stream {items.Count}, or others";
    }

    private static bool IsSound(byte[] input)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(input), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            for (var depth = 0; reader.Read();)
            {
                if (reader.LocalName != "item") continue;
                if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement && ++depth > 1) return false;
                if (reader.NodeType == XmlNodeType.EndElement) depth--;
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
