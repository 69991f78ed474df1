using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Formats;
using Griot.Inspection;

namespace Griot.Verbs;

/// <summary><c>griot inspect</c>: what Griot reads in a file or at an address.</summary>
internal static class Inspect
{
    internal static Command Command()
    {
        var inputs = new Argument<string[]>("INPUT") { Description = "Files or addresses.", Arity = ArgumentArity.OneOrMore };
        var format = WordOption.Among("--as", "Take it as this format:", "FORMAT", "rss", "rdf", "atom", "ninjs", "jsonfeed", "markdown", "text");
        var type = CommonOptions.Text("--content-type", "The Content-Type that it came with.", "TYPE");
        var @base = CommonOptions.Text("--base", "The address that relative ones start from.", "URI");
        var settings = SettingOptions.Fetching;
        return CommonOptions.Verb("inspect", "Show what would be read in a feed; nothing is stored.", facts: true, async (call, cancellation) =>
        {
            using var source = new InputSource(settings.Load(call));
            var isReadable = true;
            foreach (var input in call.Get(inputs))
            {
                var hints = new DocumentHints(call.Get(type), null, call.Get(format), call.Get(@base), TakesProse: true);
                var facts = await InspectAsync(source, input, hints, cancellation);
                isReadable &= facts["format"] is not null;
                if (call.Json) Facts.Json(facts);
                else Readable.Print(facts);
            }

            return isReadable ? ExitCode.Done : ExitCode.Wrong;
        }, [inputs, format, type, @base, .. settings.Symbols]);
    }

    private static async Task<JsonObject> InspectAsync(InputSource source, string input, DocumentHints hints, CancellationToken cancellation)
    {
        var search = await FeedSearch.RunAsync(source, input, hints, cancellation);
        var facts = search.Fault is { } fault ? InspectedFeed.Unreadable(input, fault) : InspectedFeed.Describe(input, search.Document!);
        search.Describe(facts);
        return facts;
    }
}
