using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Griot.Serving;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot cases</c>: what readers have sent.</summary>
internal static class Cases
{
    private const int TextShown = 60;

    internal static Command Command()
    {
        var state = WordOption.One<CaseState>("--state", "Only those in one state:");
        var kind = WordOption.One<CaseKind>("--kind", "Only those of one kind:");
        var provider = CommonOptions.Text("--provider", "Only those about this provider's pieces: its id or slug.", "PROVIDER");
        var overdue = new Option<bool>("--overdue") { Description = "Only those that were not answered in time, and still wait." };
        return CommonOptions.Verb("cases", "List readers' comments, questions, complaints and replies.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            using var desk = Desk.Open(call.Data);
            var list = new ListCases(desk);
            var card = call.Get(provider) is { } named ? new ProviderRegister(ledger, TimeProvider.System).Find(named) : null;
            if (card is null && call.Get(provider) is not null)
            {
                Messages.Say("there is no such provider");
                return Task.FromResult(ExitCode.Wrong);
            }

            var cases = list.Matching(new CaseFilter(call.Get(state), call.Get(kind), card?.Id) { Overdue = call.Get(overdue) });
            var why = Explainer(call, ledger, desk);
            if (call.Json) Facts.Json(Facts.Array(cases.Select(one => Describe(ledger, list, one, why.Explain(one)))));
            else if (cases.Count == 0) Messages.Say("no reader has asked anything of the kind");
            else Facts.Table([["REFERENCE", "RECEIVED", "KIND", "STATE", "DUE", "WAITS FOR", "RESPONSIBLE", "TEXT"], .. cases.Select(one => Row(one, why.Explain(one)))]);
            return Task.FromResult(ExitCode.Done);
        }), state, kind, provider, overdue);
    }

    internal static JsonObject Describe(LedgerStore ledger, ListCases list, Griot.Feedback.Case one, WaitReason? waits)
    {
        var reader = list.ReaderOf(one);
        return new JsonObject
        {
            ["reference"] = one.Reference,
            ["number"] = one.Number,
            ["item"] = one.Item,
            ["provider"] = one.Provider is { } provider ? ledger.Card(provider)?.Slug : null,
            ["responsible"] = Word.Of(one.Responsible),
            ["kind"] = Word.Of(one.Kind),
            ["about"] = one.About is { } about ? Word.Of(about) : null,
            ["state"] = Word.Of(one.State),
            ["due"] = one.DueDay is { } due ? Day(due) : null,
            ["agrees"] = one.Agrees,
            ["mail"] = Word.Of(one.Mail),
            ["waitsFor"] = waits is { } reason ? Word.Of(reason) : null,
            ["mailFailure"] = one.MailFailure,
            ["received"] = Facts.Stamp(one.Received),
            ["answered"] = Facts.Stamp(one.Answered),
            ["text"] = one.Text,
            ["wish"] = one.Wish,
            ["signature"] = one.Reply?.By,
            ["headline"] = one.Reply?.Headline,
            ["replyItem"] = one.Reply?.Item,
            ["answer"] = one.Answer,
            ["name"] = reader?.Name,
            ["replyTo"] = reader?.Mail,
        };
    }

    internal static ExplainWaiting Explainer(Invocation call, LedgerStore ledger, Desk desk)
    {
        var settings = Settings.Load(call.Data, _ => null);
        var house = new HouseSettings { Name = settings.Name, PublicUrl = settings.PublicUrl };
        return new ExplainWaiting(desk, ledger, WebHouse.Feedback(settings, house), TimeProvider.System);
    }

    private static string[] Row(Griot.Feedback.Case one, WaitReason? waits) =>
    [
        one.Reference, Facts.Time(one.Received), Word.Of(one.Kind), Word.Of(one.State), one.DueDay is { } due ? Day(due) : "-", waits is { } reason ? Word.Of(reason) : "-", one.ResponsibleName,
        Record.Html.VisibleText.Excerpt(one.Text.ReplaceLineEndings(" "), TextShown),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
