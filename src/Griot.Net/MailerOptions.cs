namespace Griot.Net;

/// <summary>How the relay is spoken to.</summary>
public enum MailTls
{
    /// <summary>STARTTLS, or no mail (RFC 3207).</summary>
    Required,

    /// <summary>STARTTLS where the relay offers it. Never with a password, unless TLS came about: whoever strips the offer would read it.</summary>
    WhenAvailable,

    /// <summary>TLS from the first byte (RFC 8314), usually port 465.</summary>
    FromTheStart,

    /// <summary>Plain SMTP: only to a relay on this machine, named by a loopback address or <c>localhost</c>.</summary>
    None,
}

/// <summary>The operator's relay. It is configured, never named by an outsider, so the address guard has no say in it.</summary>
public sealed record MailerOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>Null for a relay that asks for no authentication.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The house's own address; a name may stand before it: <c>Griot &lt;desk@example.org&gt;</c>.</summary>
    public required string From { get; init; }

    public MailTls UseTls { get; init; } = MailTls.Required;

    /// <summary>Time for one mail, from the connection to the relay's answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Fit for a log: no user, no password.</summary>
    public override string ToString() => $"smtp {Host}:{Port}, TLS {UseTls}";
}
