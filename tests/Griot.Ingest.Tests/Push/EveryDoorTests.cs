using System.Security.Cryptography;
using System.Text;
using Griot.Formats;
using Griot.Ingest.Channels;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Providers;
using Griot.Net;
using Griot.Record;

namespace Griot.Ingest.Tests.Push;

/// <summary>What comes in, in whatever format and encoding and by whatever door, is what is kept: byte by byte, and all of it.</summary>
public sealed class EveryDoorTests
{
    private const string Mailbox = "news@griot.example";

    private readonly List<byte[]> sent = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F12_ten_thousand_deliveries_through_every_door_and_encoding_come_out_as_they_went_in()
    {
        await using var door = await Door.OpenAsync();
        await PollAsync(door);
        await PushAsync(door);
        await PushProseAsync(door);
        await MailAsync(door.World);
        await FormAsync(door.World);

        Assert.Equal(10_000, sent.Count);
        Assert.Empty(door.World.Store.Quarantine());
        var kept = door.World.Entries();
        Assert.Equal(10_000, kept.Count);
        Assert.Empty(Hashes(sent).Except(Hashes(kept.Select(door.World.DeliveryOf))).Select(pair => $"{pair.Count} of {pair.Hash}"));
    }

    private async Task PollAsync(Door door)
    {
        foreach (var (format, charset) in Manuscript.OfManyPieces)
        {
            var name = $"fetched-{format}-{charset}";
            await door.World.AddAsync($"/{name}", name);
            var (document, pieces) = Manuscript.Of(format, charset, name, 160);
            sent.AddRange(pieces);
            await door.World.PollAsync(document, $"/{name}");
        }
    }

    private async Task PushAsync(Door door)
    {
        foreach (var (format, charset) in Manuscript.OfManyPieces)
        {
            var name = $"pushed {format} {charset}";
            var (_, channel, key) = await door.ProviderAsync(name);
            var (document, pieces) = Manuscript.Of(format, charset, name.Replace(' ', '-'), 160);
            sent.AddRange(pieces);
            using var answer = await door.PostAsync(document, Manuscript.MediaType(format), channel, key);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }
    }

    private async Task PushProseAsync(Door door)
    {
        foreach (var (type, charset) in ((string, string)[])[("text/plain", "utf-8"), ("text/plain", "windows-1252"), ("text/markdown", "utf-8-bom"), ("text/markdown", "windows-1256")])
        {
            var (_, channel, key) = await door.ProviderAsync($"prose {type} {charset}");
            var encoding = Manuscript.EncodingOf(charset);
            for (var i = 0; i < 250; i++)
            {
                byte[] text = [.. charset == "utf-8-bom" ? encoding.GetPreamble() : [], .. encoding.GetBytes($"# {type} {charset} {i}\r\n\r\n{Manuscript.Text(i, encoding)}\r\n\r\n\r\n")];
                sent.Add(text);
                using var answer = await door.PostAsync(text, $"{type}; charset={encoding.WebName}", channel, key);
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
            }
        }
    }

    private async Task MailAsync(World world)
    {
        var added = await world.Register.AddAsync(new ProviderDetails { Name = "Le Courrier", Kind = ProviderKind.Press, Languages = ["fr"] }, null, Cancellation);
        var card = Assert.IsType<RegisterOutcome.Registered>(added).Card;
        var channel = Assert.IsType<RegisterOutcome.Registered>(await world.Register.AddMailAsync(card.Id, "@courrier.example", Cancellation)).Card.Channels[^1].Id;
        var secret = await new ChannelKeys(world.Store, world.Time).NewAddressAsync(channel, Cancellation);
        var mails = new MailDoor(world.Store, Mailbox, (_, _) => Task.FromResult<TxtOutcome>(new TxtOutcome.None()), world.Time);
        for (var i = 0; i < 1_000; i++)
        {
            // A day's share of a provider is 500.
            if (i % 400 == 0) world.Time.Advance(TimeSpan.FromDays(1));
            var mail = Message(i, MailDoor.SecretAddress(Mailbox, secret));
            sent.Add(mail);
            var result = await mails.TakeAsync(mail, Cancellation);
            Assert.True(result.Deed == MailDeed.Published, $"{i}: {result.Deed} {result.Reason}");
        }
    }

    private async Task FormAsync(World world)
    {
        var added = await world.AddAsync("/form", "Radio de Nioro");
        var channel = Assert.IsType<RegisterOutcome.Registered>(await world.Register.AddDoorAsync(added.Id, ChannelKind.Form, null, Cancellation)).Card.Channels[^1].Id;
        var handed = new HandedDoor(world.Store, world.Time);
        for (var i = 0; i < 320; i++)
        {
            var form = Encoding.ASCII.GetBytes($"act=deliver&headline=Formulaire+{i}&text={Uri.EscapeDataString(Manuscript.Text(i, Encoding.UTF8)).Replace("%20", i % 2 == 0 ? "+" : "%20", StringComparison.Ordinal)}&send=1");
            sent.Add(form);
            var handover = new Handover(added.Id, channel, Evidence.Authenticated, new Envelope { Received = world.Time.GetUtcNow() });
            await handed.TakeAsync(handover, [new HandedPiece(form, new ItemContext { Format = "form", Encoding = "utf-8", FeedId = $"form-{i}" })], Cancellation);
        }
    }

    // As programs of twenty years write them: in other charsets, codings and line ends than they say, with a part that nobody shows.
    private static byte[] Message(int number, string to)
    {
        var charset = ((string[])["utf-8", "iso-8859-1", "windows-1252", "windows-1256", "iso-8859-15"])[number % 5];
        var encoding = Encoding.GetEncoding(charset);
        var text = Manuscript.Text(number, encoding) + "\r\n\r\n" + (number % 3 == 0 ? "<fin>" : "Fin =20 .") + "\r\n";
        var coding = ((string[])["8bit", "base64", "quoted-printable"])[number % 3];
        var body = coding switch
        {
            "base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(encoding.GetBytes(text), Base64FormattingOptions.InsertLineBreaks)),
            "quoted-printable" => Encoding.ASCII.GetBytes(string.Concat(encoding.GetBytes(text).Select(one => one is 13 or 10 or (> 32 and < 127 and not 61) ? ((char)one).ToString() : $"={one:X2}"))),
            _ => encoding.GetBytes(text),
        };
        var header = $"From: Awa <awa@courrier.example>\r\nTo: {to}\r\nSubject: =?utf-8?q?Nouvelle_num=C3=A9ro?= {number}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{number}@courrier.example>\r\n";
        var type = $"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n";
        return number % 4 == 0
            ? [.. Encoding.ASCII.GetBytes($"{header}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=x\"\r\n\r\npréambule\r\n--=x\r\n{type}"), .. body, .. Encoding.ASCII.GetBytes("\r\n--=x--\r\n")]
            : [.. Encoding.ASCII.GetBytes(header + type), .. body];
    }

    private static HashSet<(string Hash, int Count)> Hashes(IEnumerable<byte[]> deliveries) =>
        [.. deliveries.Select(bytes => Convert.ToHexString(SHA256.HashData(bytes))).CountBy(hash => hash, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
}
