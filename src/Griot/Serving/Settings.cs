using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Demonstration;
using Griot.Feedback;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Channels.WebSub;
using Griot.Ledger.Signing;
using Griot.Net;
using Griot.Record;
using Griot.Syndication.Hub;
using Griot.Web;

namespace Griot.Serving;

/// <summary>A setting in force, and who said it: <c>flag</c>, <c>environment</c>, <c>file</c> or <c>default</c>.</summary>
internal sealed record SettingValue(Setting Setting, string? Value, string Source);

/// <summary>A setting can't be understood: told to the operator in one line.</summary>
internal sealed class SettingFault(string message) : Exception(message);

/// <summary>The settings in force for one call of a verb.</summary>
internal sealed class Settings
{
    /// <summary>The settings file inside a data folder.</summary>
    internal const string FileName = "griot.json";

    private readonly string data;
    private readonly Dictionary<string, SettingValue> values;

    private Settings(string data, Dictionary<string, SettingValue> values) => (this.data, this.values) = (data, values);

    internal IEnumerable<SettingValue> All => Setting.All.Select(setting => values[setting.Name]);

    internal string Name => values["name"].Value!;

    internal IPEndPoint Listen => IPEndPoint.TryParse(values["listen"].Value!, out var point) && point.Port > 0
        ? point
        : throw Fault("listen", "ADDRESS:PORT is wanted, such as 127.0.0.1:8080");

    /// <summary>True where someone has said where the site is, or where it listens.</summary>
    internal bool SaysAddress => values["public-url"].Value is not null || values["listen"].Source != "default";

    internal Uri PublicUrl
    {
        get
        {
            if (values["public-url"].Value is not { } text) return new Uri($"http://{(Equals(Listen.Address, IPAddress.Any) || Equals(Listen.Address, IPAddress.IPv6Any) ? $"localhost:{Listen.Port}" : Listen)}/");
            return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
                ? InAscii(url)
                : throw Fault("public-url", "an address such as https://news.example.org is wanted");
        }
    }

    // As it stands in headers, whatever letters its name is written in.
    private static Uri InAscii(Uri url) => url.IdnHost == url.Host ? url : new UriBuilder(url) { Host = url.IdnHost }.Uri;

    internal KeepingOptions Keeping => new() { Bytes = Number("page-cache", least: 0) * 1024L * 1024 };

    internal bool FetchesPictures => values["fetch-pictures"].Value switch { "on" => true, "off" => false, _ => throw Fault("fetch-pictures", "on or off") };

    internal IReadOnlyList<IPNetwork> TrustedProxies => Networks("trusted-proxy");

    internal PollOptions Poll => new()
    {
        Every = values["poll-every"].Value is null ? null : Span("poll-every"),
        UserAgent = $"Griot/0.2 (news syndication; +{new Uri(PublicUrl, Addresses.About(Editions.Find("en") ?? Editions.First))})",
    };

    internal GuardOptions Guard => new() { AllowedNetworks = Networks("allow-network"), OwnPorts = [Listen.Port] };

    /// <summary>What hubs and subscribers may lie in: outsiders name them, so what is opened for feeds is shut to them.</summary>
    internal GuardOptions PeerGuard => new() { AllowedNetworks = Networks("websub-network"), OwnPorts = [Listen.Port] };

    /// <summary>True where a hub could call back: the site has a public address, or the operator says where hubs are.</summary>
    internal bool AsksHubs => PeerGuard.AllowedNetworks.Count > 0 || (values["public-url"].Value is not null && !PublicUrl.IsLoopback);

    internal WebSubOptions WebSub => new() { PublicUrl = PublicUrl, UserAgent = Poll.UserAgent, OpenedNetworks = PeerGuard.AllowedNetworks.Count > 0 };

    internal HubOptions Hub(string data) => new() { DataFolder = data, UserAgent = Poll.UserAgent, OpenedNetworks = PeerGuard.AllowedNetworks.Count > 0 };

    internal LogOptions Log(string data)
    {
        var options = new LogOptions(data) { Origin = values["origin"].Value, CheckpointCopy = values["checkpoint-copy"].Value };
        return values["log-key"].Value is { } key ? options with { KeyFile = key } : options;
    }

    internal HostPoliteness Politeness(TimeProvider time) => new(Span("host-delay"), Number("host-parallel", least: 1), time);

    /// <summary>The mail relay; null where none is configured.</summary>
    internal MailerOptions? Mail => values["smtp-host"].Value is not { } host ? null : new MailerOptions
    {
        Host = host,
        Port = Number("smtp-port", least: 1),
        User = values["smtp-user"].Value,
        Password = values["smtp-password"].Value,
        From = values["smtp-from"].Value ?? throw Fault("smtp-from", "a relay is set, so the house needs a mail address of its own"),
        UseTls = Word.Parse<MailTls>(values["smtp-tls"].Value) ?? throw Fault("smtp-tls", Word.All<MailTls>()),
    };

    /// <summary>The house's address for deliveries; null where none is set.</summary>
    internal string? MailAddress => PlainMail("mail-address");

    /// <summary>The mailbox to look into; null where none is configured.</summary>
    internal MailboxOptions? Mailbox => values["imap-host"].Value is not { } host ? null : new MailboxOptions
    {
        Host = host,
        Port = Number("imap-port", least: 1),
        User = values["imap-user"].Value ?? throw Fault("imap-user", "a mailbox is set, so somebody has to sign in to it"),
        Password = values["imap-password"].Value ?? PasswordFile() ?? throw Fault("imap-password-file", "a mailbox is set, so a password is wanted, here or in imap-password"),
        UseTls = Word.Parse<MailTls>(values["imap-tls"].Value) ?? throw Fault("imap-tls", Word.All<MailTls>()),
        Folder = values["imap-folder"].Value!,
    };

    internal TimeSpan MailboxEvery => Span("imap-every") is { TotalSeconds: >= 1 } span ? span : throw Fault("imap-every", "a second at least is wanted");

    /// <summary>Where the operator is told of feeds in trouble; null: nowhere.</summary>
    internal string? OperatorMail => PlainMail("operator-mail");

    /// <summary>How the house looks, speaks and is reached.</summary>
    internal Branding Branding => new(data, name => values[name].Value, Fault);

    /// <summary>What the pages are told of the house.</summary>
    internal HouseSettings House(bool isDemonstration = false) => Branding.House(PublicUrl) with { Demonstration = isDemonstration };

    /// <summary>Where those who find a hole in the site write, as a URI; null: to the contact page.</summary>
    internal string? SecurityContact => values["security-contact"].Value is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme is "https" ? page.AbsoluteUri
        : System.Net.Mail.MailAddress.TryCreate(text, out var mail) && mail.Address == text ? "mailto:" + text : throw Fault("security-contact", "a mail address or an https page is wanted");

    /// <summary>Within how many days each kind of case is to be answered.</summary>
    internal AnswerDays AnswerDays => AnswerDays.Parse(values["answer-days"].Value) ?? throw Fault("answer-days", "each kind once, with 1 to 365 days, is wanted, such as question=14,complaint=7,right-of-reply=3");

    /// <summary>These settings, if every one of them can be understood; else a <see cref="SettingFault"/> before anything is done.</summary>
    internal Settings Checked() => Faults().FirstOrDefault() is { } fault ? throw fault : this;

    /// <summary>What can't be understood of them, each in one line; of how the house looks, the first thing.</summary>
    internal IEnumerable<SettingFault> Faults() => Checks().Select(FaultOf).OfType<SettingFault>().DistinctBy(fault => fault.Message);

    private IEnumerable<Func<object?>> Checks() =>
    [
        () => Listen, () => PublicUrl, () => Keeping, () => TrustedProxies, () => Poll, () => Guard, () => PeerGuard, () => Politeness(TimeProvider.System),
        () => Mail, () => OperatorMail, () => SecurityContact, () => MailAddress, () => Mailbox, () => MailboxEvery, () => House(), () => AnswerDays,
        () => FetchesPictures, () => Branding.Editions(),
        () => Mailbox is not null && MailAddress is null ? throw Fault("mail-address", "a mailbox is set, so the house's own address is wanted") : null,
    ];

    private static SettingFault? FaultOf(Func<object?> check)
    {
        try
        {
            check();
            return null;
        }
        catch (SettingFault fault)
        {
            return fault;
        }
    }

    /// <summary>Reads the settings of a call: flags, then environment, then the data folder's file, then defaults.</summary>
    internal static Settings Load(string data, Func<Setting, string?> flag)
    {
        var file = FromFile(Path.Combine(data, FileName));
        return new Settings(data, Setting.All.ToDictionary(setting => setting.Name, setting =>
            flag(setting) is { } flagged ? new SettingValue(setting, flagged, "flag")
            : Environment.GetEnvironmentVariable(setting.Variable) is { Length: > 0 } variable ? new SettingValue(setting, variable, "environment")
            : file.TryGetValue(setting.Name, out var written) ? new SettingValue(setting, written, "file")
            : new SettingValue(setting, DemoDefaults.Of(setting.Name, data) ?? setting.Default, "default")));
    }

    private static Dictionary<string, string> FromFile(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) is JsonObject settings ? Known(settings, path) : throw new SettingFault($"{path} is not a JSON object");
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw new SettingFault($"{path} is not JSON: {fault.Message}");
        }
    }

    private static Dictionary<string, string> Known(JsonObject settings, string path)
    {
        if (settings.FirstOrDefault(pair => !Array.Exists(Setting.All, setting => setting.Name == pair.Key)) is { Key: { } unknown })
            throw new SettingFault($"{path}: “{unknown}” is no setting; griot config lists them all");
        return settings.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
    }

    private string? PlainMail(string name) => values[name].Value is not { } text ? null : IsPlainMail(text) ? text : throw Fault(name, "one plain mail address is wanted");

    internal static bool IsPlainMail(string text) => System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text;

    private string? PasswordFile()
    {
        if (values["imap-password-file"].Value is not { } path) return null;
        try
        {
            return File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault("imap-password-file", fault.Message);
        }
    }

    private List<IPNetwork> Networks(string name) =>
        [.. (values[name].Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text =>
            IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw Fault(name, $"“{text}” is not a network such as 10.0.0.0/8"))];

    private TimeSpan Span(string name) => Spans.Parse(values[name].Value!) ?? throw Fault(name, "a span of time such as 1s or 5m is wanted");

    private int Number(string name, int least) =>
        int.TryParse(values[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 65535
            ? number
            : throw Fault(name, $"a number from {least} is wanted");

    private SettingFault Fault(string name, string wanted) => new($"setting {name} = “{values[name].Value}” ({values[name].Source}): {wanted}");
}
