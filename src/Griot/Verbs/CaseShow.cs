using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Verbs;

/// <summary><c>griot case show</c>: all that is known of one case, with its history.</summary>
internal static class CaseShow
{
    internal static Command Command()
    {
        var which = Case.Which;
        return CommonOptions.Verb("show", "Show a case with all its words and steps.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            using var desk = Desk.Open(call.Data);
            var list = new ListCases(desk);
            if (list.Find(call.Get(which)) is not { } asked)
            {
                Messages.Say("there is no such case");
                return Task.FromResult(ExitCode.Wrong);
            }

            var history = new CaseHistory(desk).Of(asked);
            var waits = Cases.Explainer(call, ledger, desk).Explain(asked);
            if (call.Json) Facts.Json(Json(Cases.Describe(ledger, list, asked, waits), history));
            else foreach (var line in Lines(asked, waits, list.ReaderOf(asked), history)) Facts.Line(line);
            return Task.FromResult(ExitCode.Done);
        }), which);
    }

    private static JsonObject Json(JsonObject known, IReadOnlyList<CaseMoment> history)
    {
        known["history"] = Facts.Array(history.Select(moment => new JsonObject { ["step"] = Word.Of(moment.Step), ["at"] = Facts.Stamp(moment.At), ["detail"] = moment.Detail }));
        return known;
    }

    private static IEnumerable<string> Lines(Griot.Feedback.Case asked, WaitReason? waits, Reader? reader, IReadOnlyList<CaseMoment> history)
    {
        yield return $"{asked.Reference} (no. {asked.Number}): {Word.Of(asked.Kind)}, {Word.Of(asked.State)}";
        yield return $"responsible: {Clean(asked.ResponsibleName)}; item: {asked.Item ?? "-"}; answer due by: {(asked.DueDay is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "-")}";
        if (waits is WaitReason.WithHouse) yield return "has not reached them: they name no address, and it was sent to the house to hand it on";
        else if (waits is { } reason) yield return $"has not reached them; its mail waits for: {Word.Of(reason)}{(asked.MailFailure is { } failure ? " (" + Clean(failure) + ")" : "")}";
        if (asked.About is { } about) yield return $"about: {Word.Of(about)}";
        if (asked.Reply is { } reply) yield return $"signed: {Clean(reply.By)}; language: {reply.Language}; published as: {reply.Item ?? "-"}";
        if (reader is { Name: not null } or { Mail: not null }) yield return $"reader: {Clean(reader!.Name ?? "")} {Clean(reader.Mail ?? "")}".TrimEnd();
        foreach (var moment in history) yield return $"  {Facts.Time(moment.At)}  {Word.Of(moment.Step)}{(moment.Detail is { } detail ? " (" + detail + ")" : "")}";
        foreach (var (title, words) in new[] { ("headline", asked.Reply?.Headline), ("words", asked.Text), ("asked for, or concern", asked.Wish), ("answer", asked.Answer) })
        {
            if (words is null) continue;
            yield return $"{title}:";
            foreach (var line in words.Split('\n')) yield return "  > " + Clean(line);
        }
    }

    // Strangers wrote it, and a terminal obeys what it is shown.
    private static string Clean(string text) => DisplayText.Clean(text);
}
