namespace Griot.Serving;

/// <summary>One thing that an operator can set: by flag, by environment, or in the data folder's <c>griot.json</c>; the first that says something wins.</summary>
/// <param name="Name">As a flag: <c>--name</c>. In the file: the same without hyphens in front. In the environment: <c>GRIOT_NAME</c>.</param>
/// <param name="Default">What holds where nothing is said; null: nothing.</param>
/// <param name="Description">One line.</param>
/// <param name="Form">What is to be written, as the help shows it.</param>
/// <param name="IsSecret">Never shown, not even by <c>griot config</c>.</param>
internal sealed record Setting(string Name, string? Default, string Description, string Form, bool IsSecret = false)
{
    internal string Flag => "--" + Name;

    internal string Variable => "GRIOT_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>Every setting, in the order of <c>griot config</c>.</summary>
    internal static readonly Setting[] All =
    [
        new("name", "Griot", "The name of the house, on every page.", "NAME"),
        new("short-name", null, "The name where there is little room: in titles, and at the head of narrow screens. Default: the name.", "NAME"),
        new("accent", null, "The house's own colour, such as #8a3a12: links, buttons, banner. It has to be legible (WCAG 2.2 AA).", "COLOUR"),
        new("accent-dark", null, "The same on dark pages. Default: made from accent.", "COLOUR"),
        new("logo", null, "A picture at the head of every page instead of the name: an SVG or PNG file, in the data folder or elsewhere.", "FILE"),
        new("logo-dark", null, "Another one for dark pages.", "FILE"),
        new("logo-text", null, "What is said in place of the logo where it is not seen. Default: the name.", "TEXT"),
        new("logo-with-name", "off", "on: the name stands beside the logo; off: the logo alone.", "WORD"),
        new("icon", null, "What browsers show beside a page's title: an SVG or PNG file.", "FILE"),
        new("editions", null, "The editions that are offered (codes, parted by commas), the first one first. Default: all, French first. Files in the data folder's editions change words or add languages.", "CODES"),
        new("responsible", null, "The person or body that is responsible for the house; on the pages about and contact, like the next four.", "NAME"),
        new("postal-address", null, "Where it sits; \\n begins a line.", "TEXT"),
        new("contact-mail", null, "A mail address for the public.", "MAIL"),
        new("contact-phone", null, "A telephone number for the public.", "NUMBER"),
        new("imprint", null, "Whatever else readers have to be told of the house: a register, a number, a supervisor; \\n begins a line.", "TEXT"),
        new("listen", "127.0.0.1:8080", "Where the public site listens.", "ADDRESS:PORT"),
        new("public-url", null, "The site's address as the world sees it; every address that leaves the house is built from it. Default: http:// and --listen.", "ADDRESS"),
        new("page-cache", "64", "Megabytes of memory for pages that are kept until the log changes what they show; 0: none is kept.", "NUMBER"),
        new("trusted-proxy", null, "Networks (CIDR, parted by commas) whose X-Forwarded-For is believed.", "CIDR"),
        new("allow-network", null, "Networks (CIDR, parted by commas) that registered addresses of channels may lie in although they are not public.", "CIDR"),
        new("websub-network", null, "Networks (CIDR, parted by commas) that hubs and subscribers (WebSub) may lie in although they are not public; with one, hubs are asked even where the site's address is not public.", "CIDR"),
        new("fetch-pictures", "on", "on: pictures that pieces name are fetched once and shown from here; off: what their providers say of them stands in their place.", "WORD"),
        new("host-delay", "1s", "Least time between two requests to one host, such as 1s.", "SPAN"),
        new("host-parallel", "2", "Most requests to one host at a time.", "NUMBER"),
        new("poll-every", null, "One interval for all channels, such as 30m; without it, each finds its own between 5 minutes and a day.", "SPAN"),
        new("smtp-host", null, "The mail relay; without it no mail is sent, and cases wait.", "HOST"),
        new("smtp-port", "587", "The relay's port.", "PORT"),
        new("smtp-user", null, "Who signs in to the relay.", "NAME"),
        new("smtp-password", null, "With which password; better in the environment or the file than as a flag.", "PASSWORD", IsSecret: true),
        new("smtp-from", null, "The house's own mail address.", "MAIL"),
        new("smtp-tls", "required", "required, when-available, from-the-start, or none (to a relay on this machine only).", "WORD"),
        new("origin", null, "The name of the public log, such as news.example.org/log; chosen once, before the first entry. Default: localhost/ and a random word.", "NAME"),
        new("log-key", null, "The file of the key that signs the log; for your eyes only. Default: log.key in the data folder.", "FILE"),
        new("checkpoint-copy", null, "A file outside the data folder for a copy of the last signed checkpoint, by which a store that was put back from a backup is known. Default: in the state folder of this account.", "FILE"),
        new("mail-address", null, "The house's own address for deliveries by mail, such as news@griot.example; news+TOKEN@griot.example has to lead to the same mailbox.", "MAIL"),
        new("imap-host", null, "The server of that mailbox; without it no mailbox is looked into (griot deliver mail works all the same).", "HOST"),
        new("imap-port", "993", "The mailbox server's port.", "PORT"),
        new("imap-user", null, "Who signs in to the mailbox.", "NAME"),
        new("imap-password", null, "With which password; better in the environment or the file than as a flag.", "PASSWORD", IsSecret: true),
        new("imap-password-file", null, "A file whose first line is that password.", "FILE"),
        new("imap-tls", "from-the-start", "required (STARTTLS), when-available, from-the-start, or none (to a server on this machine only).", "WORD"),
        new("imap-folder", "INBOX", "The folder that mail arrives in.", "NAME"),
        new("imap-every", "1m", "How often the mailbox is looked into.", "SPAN"),
        new("security-contact", null, "Where those who find a hole in the site write: a mail address or an https page, for /.well-known/security.txt. Default: the contact page.", "ADDRESS"),
        new("operator-mail", null, "Your own mail address, to be told of feeds in trouble and of cases that nobody answered in time; needs a relay.", "MAIL"),
        new("answer-days", "question=14,complaint=7,right-of-reply=3", "Within how many days of the calendar each kind of case is to be answered.", "KIND=DAYS,..."),
    ];
}
