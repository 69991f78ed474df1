using System.CommandLine;
using System.Globalization;
using Griot.Serving;
using Griot.Web;

namespace Griot.CommandLine;

/// <summary>
/// The settings as options of the verbs that serve or poll, with <c>--port N</c> for short. A verb that needs a few of
/// them takes them all, so that a script may give each verb the same, and its help lists those few.
/// </summary>
internal sealed class SettingOptions
{
    private readonly Dictionary<string, Option<string?>> options;
    private readonly Option<int?> port;
    private readonly Option<bool> noPageCache = new("--no-page-cache") { Description = "Short for --page-cache 0: each page is made for whoever asks, for measuring." };

    /// <param name="needed">The names of the settings that the verb goes by; none: all of them.</param>
    internal SettingOptions(params string[] needed)
    {
        options = Setting.All.ToDictionary(setting => setting.Name, setting => OptionOf(setting, isHidden: needed.Length > 0 && !needed.Contains(setting.Name)));
        port = PortOption();
        port.Hidden = options["listen"].Hidden;
        noPageCache.Hidden = options["page-cache"].Hidden;
    }

    /// <summary>For a verb that fetches what is typed and stores nothing.</summary>
    internal static SettingOptions Fetching => new("public-url", "allow-network", "host-delay");

    /// <summary>For a verb that names the address of a page.</summary>
    internal static SettingOptions Addressing => new("name", "listen", "public-url");

    internal Symbol[] Symbols => [port, noPageCache, .. options.Values];

    /// <summary>The settings in force, each of them understood.</summary>
    internal Settings Load(Invocation call) => InForce(LoadUnchecked(call));

    /// <summary>The same, whether they make sense or not: to be looked at.</summary>
    internal Settings LoadUnchecked(Invocation call) => Settings.Load(call.Data, setting => Said(call, setting));

    /// <summary>The same, for a demonstration: its providers all live on one host that needs no sparing.</summary>
    internal Settings LoadForDemo(Invocation call) => InForce(Settings.Load(call.Data, setting => Said(call, setting) ?? setting.Name switch
    {
        "host-delay" => "0s",
        "host-parallel" => "16",
        "poll-every" => "2s",
        _ => null,
    }));

    private string? Said(Invocation call, Setting setting) => setting.Name switch
    {
        "listen" when call.Get(port) is { } number => $"127.0.0.1:{number}",
        "page-cache" when call.Get(noPageCache) => "0",
        _ => call.Get(options[setting.Name]),
    };

    // From here on this process speaks the house's own words.
    private static Settings InForce(Settings settings)
    {
        Editions.Offer(settings.Checked().Branding.Editions());
        return settings;
    }

    private static Option<string?> OptionOf(Setting setting, bool isHidden) =>
        new(setting.Flag) { Description = setting.Description, HelpName = setting.Form, AllowMultipleArgumentsPerToken = false, Hidden = isHidden };

    private static Option<int?> PortOption()
    {
        var option = new Option<int?>("--port") { Description = "Short for --listen 127.0.0.1:PORT.", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 65535)
                result.AddError($"“{text}” is not a port: a number from 1 to 65535 is wanted");
        });
        return option;
    }
}
