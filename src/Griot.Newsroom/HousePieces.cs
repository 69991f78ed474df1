using System.Text;
using System.Text.Json.Nodes;
using Griot.Formats;
using Griot.Formats.House;
using Griot.Ingest.Channels.Form;
using Griot.Record;

namespace Griot.Newsroom;

/// <summary>A piece of the house, ready to be published.</summary>
/// <param name="Markdown">The bytes of the file, exactly.</param>
/// <param name="Origin">Produced by the house, or commissioned.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Item">The earlier piece that this is a new version of; null for a new piece.</param>
public sealed record HousePiece(ReadOnlyMemory<byte> Markdown, HouseOrigin Origin, string By, string? Language, string? Item);

/// <summary>Somebody's answer to a piece, by right, ready to be published.</summary>
/// <param name="Number">What the house calls it: the same number is the same piece.</param>
/// <param name="Item">The piece that it answers.</param>
/// <param name="By">Who signs it.</param>
/// <param name="Headline">The writer's own; null where there is none.</param>
/// <param name="Text">The words, as they were sent.</param>
/// <param name="Language">BCP 47.</param>
public sealed record RightOfReply(string Number, string Item, string By, string? Headline, string Text, string Language);

/// <summary>
/// What the house produces or commissions. It enters by the same door as everybody's, as the provider <em>house</em>, and
/// is marked as such for ever.
/// </summary>
public sealed class HousePieces(FormDoor door, ILedgerReader ledger)
{
    /// <summary>Publishes a piece, or a new version of one.</summary>
    public async Task<FormOutcome> PublishAsync(ProviderCard house, HousePiece piece, CancellationToken cancellation)
    {
        if (piece.Item is { } item && UriOf(item, house) is null) return new FormOutcome.Refused("the house has published no such piece");
        if (piece.Item is { } named && IsReply(named)) return new FormOutcome.Refused("it is a right of reply: nobody changes its words, and only it can be withdrawn");
        var context = new ItemContext
        {
            Format = "markdown",
            Encoding = "utf-8",
            FeedId = piece.Item is { } earlier ? UriOf(earlier, house) : $"urn:griot:house:{OpaqueId.New()}",
            FeedAuthors = [piece.By],
            Language = piece.Language,
            Country = house.Country,
            Origin = Word.Of(piece.Origin),
        };
        return await door.DeliverAsync(Delivery(house, piece.Markdown, context), cancellation);
    }

    /// <summary>
    /// Publishes a right of reply, marked as one for ever, and naming the piece that it answers. Said again it is the same piece.
    /// </summary>
    public async Task<FormOutcome> ReplyAsync(ProviderCard house, RightOfReply reply, CancellationToken cancellation)
    {
        var bytes = HouseReply.Write($"urn:griot:reply:{reply.Number}", Relation.UriOf(reply.Item), reply.By, reply.Headline, reply.Text, reply.Language);
        var context = new ItemContext { Format = HouseReply.FormatName, Encoding = "utf-8", Origin = Word.Of(HouseOrigin.Reply) };
        return await door.DeliverAsync(Delivery(house, bytes, context), cancellation);
    }

    /// <summary>Withdraws a piece of the house, or also the text that an earlier withdrawal let stand; of anybody else's it can't.</summary>
    public async Task<FormOutcome> WithdrawAsync(string item, string reason, bool keepsText, CancellationToken cancellation)
    {
        if (ledger.Cards().FirstOrDefault(card => card.Kind == ProviderKind.House) is not { } house || UriOf(item, house) is not { } uri) return new FormOutcome.Refused("the house has published no such piece; only its own provider can withdraw a piece");
        if (ItemState.Fold(ledger.History(item)) is { Standing: Standing.Withdrawn } state && (keepsText || !Keeps(state.Versions[^1]))) return new FormOutcome.Unchanged(item);
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["uri"] = uri, ["reason"] = reason }.ToJsonString());
        var context = new ItemContext { Format = "withdrawal", Encoding = "utf-8", Origin = null, KeepsText = keepsText };
        return await door.DeliverAsync(Delivery(house, bytes, context), cancellation);
    }

    private bool IsReply(string item) => ledger.History(item).Where(entry => entry.Entry.Kind == EntryKind.Article)
        .Any(entry => ledger.Content(entry.Index, Part.Summary) is { } bytes && Summary.Parse(bytes).Origin == HouseOrigin.Reply);

    // Whoever can write the data folder speaks for the house: that is its credential.
    private static FormDelivery Delivery(ProviderCard house, ReadOnlyMemory<byte> bytes, ItemContext context) =>
        new(house.Id, house.Channels.First(channel => channel.Kind == ChannelKind.House).Id, bytes, context, Evidence.Authenticated);

    private bool Keeps(SealedEntry withdrawal) => ledger.Content(withdrawal.Index, Part.Summary) is { } bytes && Summary.Parse(bytes).KeepsText;

    private string? UriOf(string item, ProviderCard house) =>
        ItemState.Fold(ledger.History(item)) is { } state && state.Provider == house.Id
        // One of its versions may have been removed by order; all of them say the same id.
        && state.Versions.Select(version => ledger.Content(version.Index, Part.Record)).FirstOrDefault(bytes => bytes is not null) is { } record
            ? ArticleRecord.Parse(record).Uri
            : null;
}
