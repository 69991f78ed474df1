using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Record;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot case show|answer|accept|refuse|publish|close</c>.</summary>
internal static class Case
{
    internal static Argument<string> Which => new("REFERENCE") { Description = "The case's reference or number." };

    internal static Command Command() => CommonOptions.Group(
        "case", "Show, answer, accept, refuse, publish or close a reader's case.", CaseShow.Command(), Answer(), Accept(), Refuse(), CasePublish.Command(), Close());

    private static Command Answer()
    {
        var which = Which;
        var text = CommonOptions.Text("--text", "The answer of whoever is responsible; without it, it is read from standard input.");
        return CommonOptions.Verb("answer", "Enter the answer of whoever is responsible.", facts: true, async (call, cancellation) =>
        {
            var words = call.Get(text) ?? await Console.In.ReadToEndAsync(cancellation);
            return Decide(call, desk => new AnswerCase(desk, TimeProvider.System).Answer(call.Get(which), words, Settings.Load(call.Data, _ => null).Name));
        }, which, text);
    }

    private static Command Accept()
    {
        var which = Which;
        return CommonOptions.Verb("accept", "Accept a right of reply; griot case publish then makes a piece of it.", facts: true, (call, _) =>
            Task.FromResult(Decide(call, desk => new AcceptReply(desk, TimeProvider.System).Accept(call.Get(which)))), which);
    }

    private static Command Refuse()
    {
        var which = Which;
        var reason = WordOption.One<RefusalReason>("--reason", "The class of reason that the reader is told:");
        reason.Required = true;
        return CommonOptions.Verb("refuse", "Refuse a case: nothing of it is published, and no answer is waited for.", facts: true, (call, _) =>
            Task.FromResult(Decide(call, desk => new RefuseCase(desk, TimeProvider.System).Refuse(call.Get(which), call.Get(reason)!.Value))), which, reason);
    }

    private static Command Close()
    {
        var which = Which;
        var takeDown = new Option<bool>("--take-down") { Description = "Take question and answer, or what is said of a missing one, from the article's page." };
        return CommonOptions.Verb("close", "End a case.", facts: true, (call, _) =>
            Task.FromResult(Decide(call, desk => new CloseCase(desk, TimeProvider.System).Close(call.Get(which), call.Get(takeDown)))), which, takeDown);
    }

    private static int Decide(Invocation call, Func<Desk, CaseOutcome> decide)
    {
        using var desk = Desk.Open(call.Data);
        return Tell(call, decide(desk));
    }

    internal static int Tell(Invocation call, CaseOutcome outcome)
    {
        switch (outcome)
        {
            case CaseOutcome.Done done:
                if (call.Json) Facts.Json(new JsonObject { ["reference"] = done.Case.Reference, ["state"] = Word.Of(done.Case.State) });
                else Facts.Line($"{done.Case.Reference} {Word.Of(done.Case.State)}");
                return ExitCode.Done;
            case CaseOutcome.NotNow { Kind: var kind } not:
                Messages.Say($"that can't be done with a case of the kind {Word.Of(kind)} that is {Word.Of(not.State)}");
                return ExitCode.Wrong;
            case CaseOutcome.NoWords:
                Messages.Say("an answer needs words, and at most 64 KB of them");
                return ExitCode.Wrong;
            default:
                Messages.Say("there is no such case");
                return ExitCode.Wrong;
        }
    }
}
