using System.Text;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger.Verifying;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Verifying;

/// <summary>A verification in words and as facts. All that a server said is cleaned: no terminal obeys it.</summary>
internal static class VerificationReport
{
    /// <summary>What a proof does not say, however well it holds.</summary>
    internal const string Limit =
        "A proof says that this was sealed by then and has not been changed since. It does not say that it is true, nor that there is no newer version. "
        + "That everybody is shown the same log, and that its rules are kept, griot monitor watches.";

    internal static void Print(Verification it)
    {
        Facts.Line(DisplayText.Clean(it.Input));
        foreach (var step in it.Steps) Facts.Line($"  {Mark(step.Outcome),-11}  {Word.Of(step.Name),-9}  {DisplayText.Clean(step.Text)}");
        Facts.Line(it.IsVerified ? "VERIFIED, but for what is marked as not checked." : "NOT VERIFIED.");
        Facts.Line(Limit);
        if (it.Evidence.Count == 0) return;
        Facts.Line("Keep these two notes, they are the evidence:");
        foreach (var note in it.Evidence) Facts.Line(string.Join('\n', Encoding.UTF8.GetString(note).Split('\n').Select(line => "  | " + DisplayText.Clean(line))));
    }

    internal static JsonObject Describe(Verification it) => new()
    {
        ["input"] = it.Input,
        ["verified"] = it.IsVerified,
        ["origin"] = it.Proof?.Checkpoint.Origin,
        ["index"] = it.Proof?.File.Index,
        ["size"] = it.Proof?.Checkpoint.Size,
        ["item"] = it.Proof?.Entry.Item,
        ["version"] = it.Proof?.Entry.Version,
        ["kind"] = it.Proof is { } proof ? Word.Of(proof.Entry.Kind) : null,
        ["time"] = Facts.Stamp(it.Proof?.Entry.Time),
        ["key"] = it.Key?.Key?.ToString(),
        ["steps"] = Facts.Array(it.Steps.Select(step => new JsonObject
        {
            ["step"] = Word.Of(step.Name),
            ["outcome"] = Word.Of(step.Outcome),
            ["text"] = DisplayText.Clean(step.Text),
        })),
        ["limit"] = Limit,
        ["evidence"] = Facts.Strings(it.Evidence.Select(note => Encoding.UTF8.GetString(note))),
    };

    private static string Mark(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Held => "ok",
        StepOutcome.Failed => "WRONG",
        _ => "not checked",
    };
}
