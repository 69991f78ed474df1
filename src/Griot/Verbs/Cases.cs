using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Record;
using Griot.Serving;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot cases</c>: readers' comments and questions.</summary>
internal static class Cases
{
    private const int TextShown = 60;

    internal static Command Command()
    {
        var state = WordOption.One<CaseState>("--state", "Only those in one state:");
        return CommonOptions.Verb("cases", "List readers' comments and questions.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            using var desk = Desk.Open(call.Data);
            var list = new ListCases(desk);
            var cases = list.List(call.Get(state));
            var why = Explainer(call, ledger, desk);
            if (call.Json) Facts.Json(Facts.Array(cases.Select(one => Describe(ledger, list, one, why.Explain(one)))));
            else if (cases.Count == 0) Messages.Say("no reader has asked anything");
            else Facts.Table([["REFERENCE", "RECEIVED", "STATE", "WAITS FOR", "RESPONSIBLE", "TEXT"], .. cases.Select(one => Row(one, why.Explain(one)))]);
            return Task.FromResult(ExitCode.Done);
        }), state);
    }

    private static JsonObject Describe(LedgerStore ledger, ListCases list, Griot.Feedback.Case one, WaitReason? waits)
    {
        var reader = list.ReaderOf(one);
        return new JsonObject
        {
            ["reference"] = one.Reference,
            ["number"] = one.Number,
            ["item"] = one.Item,
            ["provider"] = one.Provider is { } provider ? ledger.Card(provider)?.Slug : null,
            ["responsible"] = Word.Of(one.Responsible),
            ["state"] = Word.Of(one.State),
            ["mail"] = Word.Of(one.Mail),
            ["waitsFor"] = waits is { } reason ? Word.Of(reason) : null,
            ["mailFailure"] = one.MailFailure,
            ["received"] = Facts.Stamp(one.Received),
            ["answered"] = Facts.Stamp(one.Answered),
            ["text"] = one.Text,
            ["answer"] = one.Answer,
            ["name"] = reader?.Name,
            ["replyTo"] = reader?.Mail,
        };
    }

    private static ExplainWaiting Explainer(Invocation call, LedgerStore ledger, Desk desk)
    {
        var settings = Settings.Load(call.Data, _ => null);
        var house = new HouseSettings { Name = settings.Name, PublicUrl = settings.PublicUrl };
        return new ExplainWaiting(desk, ledger, WebHouse.Feedback(settings, house), TimeProvider.System);
    }

    private static string[] Row(Griot.Feedback.Case one, WaitReason? waits) =>
    [
        one.Reference, Facts.Time(one.Received), Word.Of(one.State), waits is { } reason ? Word.Of(reason) : "-", one.ResponsibleName,
        Record.Html.VisibleText.Excerpt(one.Text.ReplaceLineEndings(" "), TextShown),
    ];
}
