using System.Globalization;
using Griot.Ingest.Channels;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Security;

namespace Griot.Bench;

/// <summary>
/// Mails of about 6 KB (two alternatives, a small picture) through the door into a fresh store, each durable when it is
/// answered: to a secret address, and signed by RSA with 2,048 bits; one after the other as from a mailbox, and eight at once as
/// from a mail server's pipes. Name servers answer at once.
/// </summary>
internal static class MailBench
{
    private const string Mailbox = "news@griot.example";
    private static readonly TimeProvider Clock = TimeProvider.System;

    internal static async Task<int> RunAsync(string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 500;
        var pair = Keys();
        Console.WriteLine("way             at once  mails  seconds  mails/s");
        foreach (var isSigned in (bool[])[false, true])
            foreach (var together in (int[])[1, 8])
                await MeasureAsync(isSigned ? pair : null, together, count);
        return 0;
    }

    private static async Task MeasureAsync(AsymmetricCipherKeyPair? pair, int together, int count)
    {
        var folder = Directory.CreateTempSubdirectory("griot-mails-").FullName;
        await using (var ledger = LedgerStore.Open(folder, Clock))
        {
            var secret = await RegisterAsync(ledger);
            var key = "v=DKIM1; k=rsa; p=" + (pair is null ? "" : Convert.ToBase64String(Org.BouncyCastle.X509.SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public).GetDerEncoded()));
            var door = new MailDoor(ledger, Mailbox, (_, _) => Task.FromResult<TxtOutcome>(new TxtOutcome.Found([key])), Clock);
            var mails = Enumerable.Range(0, count).Select(number => Message(number, pair is null ? MailDoor.SecretAddress(Mailbox, secret) : Mailbox, pair)).ToList();
            var started = Clock.GetTimestamp();
            var published = 0;
            await Parallel.ForEachAsync(mails, new ParallelOptions { MaxDegreeOfParallelism = together }, async (mail, cancellation) =>
            {
                if ((await door.TakeAsync(mail, cancellation)).Deed == MailDeed.Published) Interlocked.Increment(ref published);
            });
            var seconds = Clock.GetElapsedTime(started).TotalSeconds;
            if (published != count) throw new InvalidOperationException($"{published} of {count} mails were published");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(pair is null ? "secret address" : "DKIM, RSA 2048"),-14}  {together,7}  {count,5}  {seconds,7:0.00}  {count / seconds,7:0}"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RegisterAsync(LedgerStore ledger)
    {
        var register = new ProviderRegister(ledger, Clock);
        var added = (RegisterOutcome.Registered)await register.AddAsync(new ProviderDetails { Name = "Le Courrier", Kind = ProviderKind.Press, Languages = ["fr"] }, null, CancellationToken.None);
        var mail = (RegisterOutcome.Registered)await register.AddMailAsync(added.Card.Id, "courrier.example", CancellationToken.None);
        return await new ChannelKeys(ledger, Clock).NewAddressAsync(mail.Card.Channels[^1].Id, CancellationToken.None);
    }

    private static byte[] Message(int number, string to, AsymmetricCipherKeyPair? pair)
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 12).Select(part => $"Paragraphe {part} de la dépêche {number} : le fleuve monte, le pont de Kayes reste ouvert aux camions."));
        using var message = new MimeMessage { Subject = $"Dépêche {number}", MessageId = $"{number}@courrier.example", Date = Clock.GetUtcNow() };
        message.From.Add(new MailboxAddress("Awa Diarra", "redaction@courrier.example"));
        message.To.Add(new MailboxAddress("", to));
        var body = new BodyBuilder { TextBody = text, HtmlBody = $"<p>{text.Replace("\n\n", "</p><p>", StringComparison.Ordinal)}</p>" };
        body.Attachments.Add("pont.png", [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[2_000]]);
        message.Body = body.ToMessageBody();
        message.Prepare(EncodingConstraint.SevenBit);
        if (pair is not null)
            new DkimSigner(pair.Private, "courrier.example", "s1", DkimSignatureAlgorithm.RsaSha256) { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed }
                .Sign(message, [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ContentType]);
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static AsymmetricCipherKeyPair Keys()
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(new SecureRandom(), 2048));
        return generator.GenerateKeyPair();
    }
}
