using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;

namespace Griot.Verbs;

/// <summary><c>griot config</c>: every setting, its value, and where it was said.</summary>
internal static class Config
{
    internal static Command Command()
    {
        var options = new SettingOptions();
        return CommonOptions.Verb("config", "List every setting: by flag, environment (GRIOT_...) or the data folder's griot.json.", facts: true, (call, _) =>
        {
            var settings = options.LoadUnchecked(call).All.Select(value => (value.Setting, Value: value is { Setting.IsSecret: true, Value: not null } ? "(set, not shown)" : value.Value, value.Source)).ToList();
            if (call.Json) Facts.Json(new JsonObject(settings.Select(setting => KeyValuePair.Create(setting.Setting.Name, (JsonNode?)new JsonObject { ["value"] = setting.Value, ["source"] = setting.Source }))));
            else Facts.Table([["SETTING", "VALUE", "FROM", "MEANING"], .. settings.Select(setting => (string[])[setting.Setting.Name, setting.Value ?? "-", setting.Source, setting.Setting.Description])]);
            return Task.FromResult(ExitCode.Done);
        }, options.Symbols);
    }
}
