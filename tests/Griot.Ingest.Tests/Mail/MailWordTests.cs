using Griot.Ingest.Channels.Mail;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Mail;

/// <summary>The lines of mail in the table "Words of the doors" of docs/states.md: each is sent, and moves its item as the line says.</summary>
public sealed class MailWordTests
{
    private const string Embargo = "Sous embargo jusqu'au 3 décembre 2026 à 18h00 GMT\n\nLe budget est de 3 000 milliards.";

    private static readonly string Document = File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "states.md"));

    private static readonly Dictionary<string, Func<MailResult?, byte[]>[]> Lines = new()
    {
        ["| mail | a mail | usable |"] = [First],
        ["| mail | the same mail again | nothing |"] = [First, First],
        ["| mail | an answer to the receipt, or to the mail, that says correction | correction |"] = [First, Answer("RECTIFICATIF\n\nLe pont est rouvert aux camions.")],
        ["| mail | an answer to the receipt, or to the mail, that says withdrawal | withdrawal |"] = [First, _ => MailRoom.Signed("Retrait : Le pont", "Erreur.", "2@courrier.example", change: mail => mail.InReplyTo = "1@courrier.example")],
        ["| mail | an answer to the receipt that says neither | nothing |"] = [First, Answer("Merci !")],
        ["| mail | words of embargo with a sure moment in the future | embargo |"] = [_ => MailRoom.Signed(text: Embargo)],
        ["| mail | words of embargo with a sure moment that is over | usable |"] = [_ => MailRoom.Signed(text: Embargo.Replace("3 décembre", "3 novembre"))],
        ["| mail | words of embargo without a sure moment | nothing |"] = [_ => MailRoom.Signed(text: Embargo.Replace(" à 18h00 GMT", ""))],
        ["| mail | the header `X-Embargo` (`Embargo`, `Embargoed-Until`) with a date in the future | embargo |"] =
            [_ => MailRoom.Signed(change: mail => mail.Headers.Add("X-Embargo", "2026-12-03 18:00 UTC"))],
    };

    public static TheoryData<string> Rows => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_word_of_a_mail_moves_its_item_as_the_document_says(string line)
    {
        await using var room = await MailRoom.OpenAsync();
        MailResult? first = null;
        ItemStatus? before = null;
        foreach (var mail in Lines[line])
        {
            before = Status(room, first);
            var result = await room.TakeAsync(mail(first));
            first ??= result;
        }

        var word = line.Split(" | ")[^1].TrimEnd(' ', '|');
        Assert.Equal(Word.Parse<ItemEvent>(word) is { } happened ? StateMachine.After(new ItemSituation(before ?? ItemStatus.Embargoed), happened).Status : before, Status(room, first));
        Assert.Contains(line + "\n", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_mail_in_the_document_is_tried() =>
        Assert.Equal(Document.Split('\n').Where(line => line.StartsWith("| mail |", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Lines.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_embargo_is_told_with_the_moment_that_was_understood_and_ends_by_itself()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Signed(text: Embargo));

        Assert.Equal((MailDeed.Published, new DateTimeOffset(2026, 12, 3, 18, 0, 0, TimeSpan.Zero)), (result.Deed, result.Embargo?.Until));
        Assert.Contains("Sous embargo", room.Body(result.Item!));
    }

    [Fact]
    public async Task Words_of_embargo_that_are_not_sure_lie_in_quarantine_whole_and_the_sender_is_told()
    {
        await using var room = await MailRoom.OpenAsync();
        var mail = MailRoom.Signed("[EMBARGO] Le budget", "Le budget est de 3 000 milliards.");

        var result = await room.TakeAsync(mail);

        Assert.Equal((MailDeed.SetAside, "embargo-unclear", "redaction@courrier.example"), (result.Deed, result.Code, result.ReceiptTo));
        Assert.Equal(mail, Assert.Single(room.Waiting).Content.Bytes);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    private static Func<MailResult?, byte[]> Answer(string text) => published => MailRoom.Unsigned("Re: Le pont", text, "2@courrier.example", mail => mail.InReplyTo = published!.ReceiptId!);

    private static byte[] First(MailResult? _) => MailRoom.Signed();

    private static ItemStatus? Status(MailRoom room, MailResult? first) => first?.Item is { } item ? ItemState.Fold(room.Ledger.History(item))!.Status : null;
}
