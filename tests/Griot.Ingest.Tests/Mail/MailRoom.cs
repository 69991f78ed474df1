using System.Text;
using Griot.Ingest.Channels;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Griot.Ingest.Tests.Mail;

/// <summary>A house with a mailbox, a newspaper that writes to it, and name servers that say what the test wants.</summary>
internal sealed class MailRoom : IAsyncDisposable
{
    internal const string Mailbox = "news@griot.example";

    private static readonly AsymmetricCipherKeyPair Keys = Ed25519();

    private readonly TemporaryFolder folder = new();

    private MailRoom(DateTimeOffset start, string mailbox, Func<string, CancellationToken, Task<TxtOutcome>>? txt)
    {
        Time = new FakeTimeProvider(start);
        Ledger = LedgerStore.Open(folder.Path, Time);
        Door = new MailDoor(Ledger, mailbox, txt ?? ((name, _) => Task.FromResult(Names.GetValueOrDefault(name, new TxtOutcome.None()))), Time);
        Names["s1._domainkey.courrier.example"] = new TxtOutcome.Found([KeyRecord]);
        Names["s1._domainkey.evil.example"] = new TxtOutcome.Found([KeyRecord]);
    }

    internal FakeTimeProvider Time { get; }

    internal LedgerStore Ledger { get; }

    internal MailDoor Door { get; }

    internal Dictionary<string, TxtOutcome> Names { get; } = new(StringComparer.Ordinal);

    internal ProviderCard Card { get; private set; } = null!;

    /// <summary>The token of the newspaper's secret address.</summary>
    internal string Secret { get; private set; } = "";

    internal string StoreFolder => folder.Path;

    internal string StorePath => folder.File(LedgerStore.FileName);

    internal string SecretAddress => Mailbox.Replace("@", $"+{Secret}@");

    internal static string KeyRecord => "v=DKIM1; k=ed25519; p=" + Convert.ToBase64String(((Ed25519PublicKeyParameters)Keys.Public).GetEncoded());

    internal static async Task<MailRoom> OpenAsync(string author = "@courrier.example", DateTimeOffset? start = null, string mailbox = Mailbox, Func<string, CancellationToken, Task<TxtOutcome>>? txt = null)
    {
        var room = new MailRoom(start ?? new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero), mailbox, txt);
        var register = new ProviderRegister(room.Ledger, room.Time);
        var added = await register.AddAsync(new ProviderDetails { Name = "Le Courrier", Kind = ProviderKind.Press, Languages = ["fr"] }, null, TestContext.Current.CancellationToken);
        var mail = Assert.IsType<RegisterOutcome.Registered>(await register.AddMailAsync(((RegisterOutcome.Registered)added).Card.Id, author, TestContext.Current.CancellationToken));
        room.Card = mail.Card;
        room.Secret = await new ChannelKeys(room.Ledger, room.Time).NewAddressAsync(mail.Card.Channels[^1].Id, TestContext.Current.CancellationToken);
        return room;
    }

    internal Task<MailResult> TakeAsync(byte[] message) => Door.TakeAsync(message, TestContext.Current.CancellationToken);

    /// <summary>The text of the newest version; null where there is none.</summary>
    internal string? Body(string item) => RecordOf(item)?.Body;

    internal ArticleRecord? RecordOf(string item) =>
        Ledger.History(item) is [.., var last] && Ledger.Content(last.Index, Part.Record) is { } record ? ArticleRecord.Parse(record) : null;

    internal QuarantineRow[] Waiting => [.. Ledger.Quarantine().Where(row => row.Handled is null)];

    /// <summary>A mail of the newspaper, signed by its domain as <paramref name="change"/> has it.</summary>
    internal static byte[] Signed(string subject = "Le pont", string text = "Le pont de Kayes est rouvert à la circulation depuis ce matin.", string id = "1@courrier.example", string domain = "courrier.example",
        Action<MimeMessage>? change = null, HeaderId[]? headers = null)
    {
        using var message = Message(subject, text, id);
        change?.Invoke(message);
        var signer = new DkimSigner(Keys.Private, domain, "s1", DkimSignatureAlgorithm.Ed25519Sha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        message.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(message, headers ?? [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ContentType]);
        return Bytes(message);
    }

    internal static byte[] Unsigned(string subject = "Le pont", string text = "Le pont de Kayes est rouvert à la circulation depuis ce matin.", string id = "1@courrier.example", Action<MimeMessage>? change = null)
    {
        using var message = Message(subject, text, id);
        change?.Invoke(message);
        return Bytes(message);
    }

    internal static byte[] Before(string header, byte[] message) => [.. Encoding.ASCII.GetBytes(header + "\r\n"), .. message];

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        folder.Dispose();
    }

    private static MimeMessage Message(string subject, string text, string id)
    {
        var message = new MimeMessage { Subject = subject, MessageId = id, Date = new DateTimeOffset(2026, 11, 28, 8, 30, 0, TimeSpan.Zero), Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("Awa Diarra", "redaction@courrier.example"));
        message.To.Add(new MailboxAddress("", Mailbox));
        return message;
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    private static AsymmetricCipherKeyPair Ed25519()
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return generator.GenerateKeyPair();
    }
}
