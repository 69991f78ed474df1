using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Serving;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot config</c>: every setting, its value, where it was said, and whether the house can start with them.</summary>
internal static class Config
{
    internal static Command Command()
    {
        var options = new SettingOptions();
        var words = new Option<string?>("--edition") { Description = "The words of one edition instead, as a file that can be changed and put into the data folder's editions.", HelpName = "CODE" };
        return CommonOptions.Verb("config", "List and check every setting: by flag, environment (GRIOT_...) or the data folder's griot.json.", facts: true, (call, _) =>
        {
            if (call.Get(words) is { } code)
            {
                options.Load(call);
                return Task.FromResult(Words(code));
            }

            var loaded = options.LoadUnchecked(call);
            var settings = loaded.All.Select(value => (value.Setting, Value: value is { Setting.IsSecret: true, Value: not null } ? "(set, not shown)" : value.Value, value.Source)).ToList();
            if (call.Json) Facts.Json(new JsonObject(settings.Select(setting => KeyValuePair.Create(setting.Setting.Name, (JsonNode?)new JsonObject { ["value"] = setting.Value, ["source"] = setting.Source }))));
            else Facts.Table([["SETTING", "VALUE", "FROM", "MEANING"], .. settings.Select(setting => (string[])[setting.Setting.Name, setting.Value ?? "-", setting.Source, setting.Setting.Description])]);
            return Task.FromResult(Tell(loaded));
        }, [words, .. options.Symbols]);
    }

    // What any other verb would refuse to start with.
    private static int Tell(Settings settings)
    {
        var faults = settings.Faults().ToList();
        foreach (var fault in faults) Messages.Say(fault.Message);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Wrong;
    }

    private static int Words(string code)
    {
        if (Editions.Find(code) is { } edition) Facts.Line(EditionSet.Write(edition));
        else Messages.Say($"there is no edition “{code}” here; they are: {string.Join(", ", Editions.All.Select(known => known.Code))}");
        return Editions.Find(code) is null ? ExitCode.Wrong : ExitCode.Done;
    }
}
