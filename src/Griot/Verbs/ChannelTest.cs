using System.CommandLine;
using Griot.CommandLine;
using Griot.Formats;
using Griot.Inspection;
using Griot.Inspection.Trials;

namespace Griot.Verbs;

/// <summary><c>griot channel test</c>: a feed before it goes live.</summary>
internal static class ChannelTest
{
    internal static Command Command()
    {
        var input = new Argument<string>("ADDRESS|FILE") { Description = "A feed, or a web page that leads to one: its address, or a file." };
        var type = CommonOptions.Text("--content-type", "For a file: the Content-Type that it came with.", "TYPE");
        var @base = CommonOptions.Text("--base", "For a file: the address that relative ones start from.", "URI");
        var settings = SettingOptions.Fetching;
        return CommonOptions.Verb("test", "Show what would be taken in of a feed, and what is odd about it; nothing is stored.", facts: true, async (call, cancellation) =>
        {
            using var source = new InputSource(settings.Load(call));
            var trial = await Trial.RunAsync(source, call.Get(input), new DocumentHints(call.Get(type), null, null, call.Get(@base)), TimeProvider.System, cancellation);
            var odd = Oddities.Of(trial);
            if (call.Json) Facts.Json(TrialFacts.Describe(trial, odd));
            else TrialPage.Print(trial, odd);
            return trial.Refusal is null ? ExitCode.Done : ExitCode.Wrong;
        }, [input, type, @base, .. settings.Symbols]);
    }
}
