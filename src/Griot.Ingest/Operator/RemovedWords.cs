using System.Text;
using System.Text.Json;
using Griot.Formats;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>
/// What an item says, version by version, read once more from its deliveries: by it the removed words are known again, what
/// stays is told apart from them, and rows of the quarantine are searched.
/// </summary>
internal sealed class RemovedWords
{
    /// <summary>So many newest versions of its provider are compared with it.</summary>
    private const int MostOthers = 64;

    private readonly LedgerStore ledger;
    private readonly string item;
    private readonly string? provider;
    private readonly int? version;
    private readonly List<Said> gone = [];
    private readonly List<Said> stays = [];

    internal RemovedWords(LedgerStore ledger, ItemState state, int? version, ProviderCard? card)
    {
        (this.ledger, this.version, item, provider) = (ledger, version, state.Item, state.Provider);
        Channels = [.. state.Versions.Select(known => known.Entry.Channel).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var known in state.Versions)
            if (card is not null && Read(known, card) is { } said) (version is null || known.Entry.Version == version ? gone : stays).Add(said);
    }

    internal IReadOnlyList<string> Channels { get; }

    /// <summary>By what the words that go are found.</summary>
    internal WordTrace Trace => field ??= WordTrace.Of(gone.Select(said => said.Record), Others());

    /// <summary>The files of a watched folder that brought what goes; of one within an archive the archive.</summary>
    internal IReadOnlyList<string> Files => [.. gone.Select(said => said.File).OfType<string>().Select(file => file.Split('/')[0]).Distinct(StringComparer.Ordinal)];

    internal string? Headline => gone.LastOrDefault(said => said.Record.Headline.Length > 0)?.Record.Headline;

    /// <summary>Keys of the words that go, where no version that stays says the same.</summary>
    internal IReadOnlyList<IdentityKey> Gone => [.. gone.Where(said => said.IsPiece && !stays.Exists(other => other.Says(said))).Select(said => new IdentityKey(KeyKind.Content, said.Content))];

    internal IReadOnlyList<byte[]> KeptCuts => [.. stays.Select(said => said.Cut)];

    internal IReadOnlyList<int> SaysTheSame => [.. stays.Where(said => said.IsPiece && gone.Exists(said.Says)).Select(said => said.Version)];

    internal IReadOnlyList<string> Twins() => gone.Count == 0 ? [] : ledger.ItemsThatSay([.. gone.Where(said => said.IsPiece).Select(said => said.Content)], item);

    /// <summary>
    /// Keys that other pieces bear too are nobody's own and stay with their marks, or those would be taken for the removed
    /// one. Where one version goes, so do the words of the others.
    /// </summary>
    internal IReadOnlyList<byte[]> KeptKeys()
    {
        var shared = ledger.KeysOf(item).Where(key => key.Kind is KeyKind.Guid or KeyKind.Link && Channels.Any(channel => ledger.ItemByIdentity(channel, Identity.OfShared(key.Hash)) is not null));
        return [.. shared.Select(key => key.Hash), .. version is null ? [] : stays.Select(said => said.Content)];
    }

    /// <summary>Rows that are the item, or hold its words.</summary>
    internal FoundRows InQuarantine() => new QuarantineSearch(ledger, provider, Channels).Find((row, read) => version is null && IsItem(row, read) ? Likeness.Same : Highest(row, read));

    // Unwrapped, where it can be read; and as it lies there, for what a reader passes over.
    private Likeness Highest(QuarantineRow row, FeedItem? read)
    {
        var raw = Trace.In(row.Content.Bytes);
        if (raw == Likeness.Same || read is null) return raw;
        return read.Files.Select(file => Trace.In(file.Bytes.ToArray())).Append(Trace.In($"{read.Headline}\n{read.BodyHtml}\n{read.SummaryHtml}")).Append(raw).Max();
    }

    private bool IsItem(QuarantineRow row, FeedItem? read) =>
        read is not null && Channels.Contains(row.Content.Channel) && ledger.ItemByIdentity(row.Content.Channel, Identity.Of(read.Id)) == item;

    // What its provider says besides, in versions that stay and lately: a line that stands in these is no word of what goes.
    private IEnumerable<ArticleRecord> Others()
    {
        var twins = Twins();
        var lately = ledger.Changes(provider, long.MaxValue, MostOthers).Where(entry => entry.Entry.Kind.IsVersion && entry.Entry.Item != item && !twins.Contains(entry.Entry.Item))
            .Select(entry => ledger.Content(entry.Index, Part.Record)).OfType<byte[]>().Select(Parsed).OfType<ArticleRecord>();
        return stays.Select(said => said.Record).Concat(lately);
    }

    private static ArticleRecord? Parsed(byte[] record)
    {
        try
        {
            return ArticleRecord.Parse(record);
        }
        catch (JsonException)
        {
            // A record of another program: by it nothing is told apart.
            return null;
        }
    }

    private Said? Read(SealedEntry known, ProviderCard card)
    {
        if (ledger.Content(known.Index, Part.Delivery) is not { } delivery || ledger.Content(known.Index, Part.Envelope) is not { } sealedEnvelope) return null;
        var envelope = Envelope.Parse(sealedEnvelope);
        if (envelope.Context is not { } element) return null;
        var context = ItemContext.FromJson(Encoding.UTF8.GetBytes(element.GetRawText()));
        var piece = new Piece(delivery, context, envelope, Piece.CutOf(delivery, context.Encoding));
        var reading = Reading.Of(delivery, context, card);
        return reading.Record is { } record ? new Said(known.Entry.Version ?? 0, record, PieceKeys.Of(piece, record, reading.HasOwnId).Content, piece.Cut, envelope.Headers?.GetValueOrDefault(FolderIntake.FileHeader)) : null;
    }

    private sealed record Said(int Version, ArticleRecord Record, byte[] Content, byte[] Cut, string? File)
    {
        internal bool IsPiece => Record.Signal != Signal.Withdrawal;

        internal bool Says(Said other) => Content.AsSpan().SequenceEqual(other.Content);
    }
}
