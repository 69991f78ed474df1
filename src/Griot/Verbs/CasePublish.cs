using System.CommandLine;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Newsroom;
using Griot.Record;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary>
/// <c>griot case publish</c>: a question with its answer comes to stand beside the article; a right of reply becomes a piece of its
/// own, through the same door as everybody's.
/// </summary>
internal static class CasePublish
{
    internal static Command Command()
    {
        var which = Case.Which;
        return CommonOptions.Verb("publish", "Let question and answer, or a question that was not answered in time, stand beside the article; make a piece of a right of reply that was accepted.", facts: true, async (call, cancellation) =>
        {
            using var desk = Desk.Open(call.Data);
            var named = call.Get(which);
            return new ListCases(desk).Find(named) is { Kind: CaseKind.RightOfReply }
                ? await Stores.WithLedgerAsync(call, ledger => ReplyAsync(call, desk, ledger, named, cancellation))
                : Case.Tell(call, new PublishAnswer(desk, TimeProvider.System).Publish(named));
        }, which);
    }

    private static async Task<int> ReplyAsync(Invocation call, Desk desk, LedgerStore ledger, string named, CancellationToken cancellation)
    {
        var publish = new PublishReply(desk, TimeProvider.System);
        if (publish.Look(named) is not CaseOutcome.Done { Case: var asked }) return Case.Tell(call, publish.Look(named));
        var house = await new ProviderRegister(ledger, TimeProvider.System).HouseAsync(Settings.Load(call.Data, _ => null).Name, cancellation);
        var outcome = await new HousePieces(new FormDoor(ledger, TimeProvider.System), ledger).ReplyAsync(house, ReplyOf(asked), cancellation);
        if (ItemOf(outcome) is { } item) return Case.Tell(call, publish.Publish(named, item));
        Messages.Say(outcome is FormOutcome.Quarantined aside ? $"not published: {aside.Reason}" : $"not published: {((FormOutcome.Refused)outcome).Reason}");
        return ExitCode.Wrong;
    }

    /// <summary>A right of reply as the newsroom takes it: between the two rooms there is no arrow.</summary>
    internal static RightOfReply ReplyOf(Griot.Feedback.Case accepted) =>
        new(accepted.Number, accepted.Item!, accepted.Reply!.By, accepted.Reply.Headline, accepted.Text, accepted.Reply.Language);

    private static string? ItemOf(FormOutcome outcome) => outcome switch
    {
        FormOutcome.Accepted accepted => accepted.Item,
        // Sealed by a process that died before it could say so.
        FormOutcome.Unchanged unchanged => unchanged.Item,
        _ => null,
    };
}
