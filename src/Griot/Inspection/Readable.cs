using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Record.Html;

namespace Griot.Inspection;

/// <summary>The same facts as <see cref="InspectedFeed"/>, for a person at a terminal.</summary>
internal static class Readable
{
    private const int TextShown = 200;

    internal static void Print(JsonObject facts)
    {
        Facts.Line($"{facts["input"]}: {facts["format"] ?? "can't be read"}");
        if (facts["feed"] is JsonObject feed) Facts.Line($"  {Clean(feed["title"])}  {Clean(feed["link"])}  {Clean(feed["language"])}");
        foreach (var found in facts["found"]?.AsArray() ?? []) Facts.Line($"  {(found!["address"]!.ToString() == facts["address"]?.ToString() ? "*" : "-")} {Clean(found["address"])}  {Clean(found["title"])}  ({found["how"]})");
        foreach (var item in facts["items"]!.AsArray()) Print(item!.AsObject(), "  ");
        foreach (var incident in facts["incidents"]!.AsArray())
            Facts.Line($"  ! {incident!["code"]}: {Clean(incident["message"])}{(incident["item"] is { } at ? $" (item {at})" : "")}");
    }

    private static void Print(JsonObject item, string indent)
    {
        Facts.Line("");
        Facts.Line($"{indent}{Clean(item["headline"])}");
        Facts.Line($"{indent}  id         {Clean(item["id"])}");
        if (item["link"] is { } link) Facts.Line($"{indent}  link       {Clean(link)}");
        if (item["byline"]!.AsArray() is { Count: > 0 } byline) Facts.Line($"{indent}  by         {Clean(string.Join(", ", byline))}");
        Facts.Line($"{indent}  published  {item["published"] ?? "-"}   updated {item["updated"] ?? "-"}   language {item["language"] ?? "-"}");
        if (item["status"]!.ToString() != "usable" || item["signal"]!.ToString() != "new") Facts.Line($"{indent}  status     {item["status"]}, {item["signal"]}");
        Facts.Line($"{indent}  text       {Clean(VisibleText.Excerpt(item["text"]!.ToString().ReplaceLineEndings(" "), TextShown))}");
    }

    private static string Clean(JsonNode? text) => DisplayText.Clean(text?.ToString() ?? "");
}
