using Griot.Record;

namespace Griot.Syndication.Items;

/// <summary>The parts that answers about items share.</summary>
internal static class Answers
{
    internal static ProviderAnswer Provider(ProviderCard card, Addresses addresses) => new(
        card.Id, card.Name, card.Slug, Word.Of(card.Kind), [.. card.CurrentCapacities.Select(Word.Of)], card.Country,
        addresses.Provider(card), Addresses.Foreign(card.Home));

    internal static RightsAnswer? Rights(UsageRules? rules) => rules is null ? null : new RightsAnswer(
        rules.Territory?.ToString(), rules.NotBefore, rules.NotAfter, rules.Ai is { } ai ? Word.Of(ai) : null, rules.AiPolicy,
        rules.Resale is { } resale ? Word.Of(resale) : null, rules.Attribution);

    internal static VersionAnswer Version(Rendition rendition, SealedEntry version, string? language, Addresses addresses)
    {
        var (item, number) = (rendition.State.Item, version.Entry.Version ?? 0);
        return new VersionAnswer(
            number, SignalOf(version.Entry.Kind), version.Index, version.Entry.Time,
            version.Entry.Evidence is { } evidence ? Word.Of(evidence) : null,
            addresses.Item(item, number, "delivery"), addresses.Item(item, number, "record"), addresses.Item(item, number, "summary"),
            addresses.Page(rendition.Provider, item, language, number));
    }

    internal static MediaAnswer Media(Rendition rendition, ShownMedia media, IMediaViews views, Addresses addresses)
    {
        var said = media.Description;
        var address = said.IsPicture || said.IsDocument ? addresses.Media(rendition.State.Item, media.Version, media.Number) : null;
        var sizes = said.IsPicture ? views.Of(media.Entry)?.Sizes.Select(size => new SizeAnswer(size.Width, size.Height, FormattableString.Invariant($"{address}/{size.Width}"))).ToList() : null;
        return new MediaAnswer(media.Number, media.Entry.Index, said.Type, said.Length, said.Title, said.Caption, said.Credit, said.AlternativeText, address, sizes);
    }

    private static string SignalOf(EntryKind kind) => kind == EntryKind.Article ? Word.Of(Signal.New) : Word.Of(kind);
}
