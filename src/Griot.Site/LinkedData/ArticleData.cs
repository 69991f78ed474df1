using System.Text.Json.Nodes;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Site;

/// <summary>
/// A piece in schema.org's words: what its page shows, and never more. Where terms keep text and pictures back there are none here
/// either; the provider is named as publisher, and the house as whoever put these words beside the piece.
/// </summary>
internal sealed class ArticleData(ArticleView view, HouseSettings house)
{
    private const int Most = 5;
    private const int LongestTerms = 500;

    private readonly Rendition it = view.It;
    private readonly string provider = ProviderData.Id(view.It.Provider, house);

    internal JsonObject Write() => Nodes.Root(ArticleTypes.Of(it.Record))
        .With("mainEntityOfPage", it.CanonicalElsewhere ?? house.Absolute(Addresses.Article(Editions.Home(view.Summary.Language), it)))
        .With("headline", it.Headline)
        .With("inLanguage", Tag.WellFormed(view.Summary.Language))
        .With("genre", (it.Record?.Genres ?? []).Take(Most).Select(genre => DisplayText.Clean(genre.Label ?? genre.Name)).Where(name => name.Length > 0).Select(name => (JsonNode)name))
        .With("datePublished", view.Summary.Published ?? it.Record?.FirstCreated)
        .With("dateModified", view.Modified)
        .With("sdDatePublished", it.VersionCameOut)
        .With("author", it.Authors.Take(Most * 4).Select(Author))
        .With("creditText", DisplayText.Clean(it.Rules?.Attribution ?? "") is { Length: > 0 } line ? line : it.Provider.ShownName)
        .With("publisher", ProviderData.Of(it.Provider, house))
        .With("provider", Nodes.Reference(provider))
        .With("sdPublisher", HouseData.House(house))
        .With("image", view.Media.Where(one => one.IsShown).Take(1).Select(Image))
        .With("isBasedOn", Based)
        .With("isPartOf", Related("partOf"))
        .With("translationOfWork", Related("translatedFrom"))
        .With("correction", Corrections)
        .With("license", Licences.Select(address => (JsonNode)address))
        .With("usageInfo", Usage);

    // The provider itself, a person where the piece names one as such, else the words of its byline.
    private JsonNode Author(string name)
    {
        if (string.Equals(name, it.Provider.ShownName, StringComparison.OrdinalIgnoreCase)) return Nodes.Reference(provider);
        var isPerson = it.Record?.People.Any(person => person.Rel == "author" && DisplayText.Clean(person.Name) == name) == true;
        return isPerson ? Nodes.Of("Person").With("name", name) : name;
    }

    private JsonNode Image(PageMedia picture)
    {
        var largest = picture.Largest;
        var image = Nodes.Of("ImageObject").With("contentUrl", house.Absolute(picture.Address(largest)))
            .With("creditText", DisplayText.Clean(picture.It.Description.Credit ?? ""));
        image["width"] = largest.Width;
        image["height"] = largest.Height;
        return image;
    }

    // Its provider's own page is what this one was taken from; besides, what the piece says that it grew out of.
    private IEnumerable<JsonNode> Based =>
        [.. Outward.Web(view.Summary.Link) is { } page ? (JsonNode[])[page] : [], .. Related("evolvedFrom", "derivedFrom", "basedOn")];

    private IEnumerable<JsonNode> Related(params string[] relations) =>
        (it.Record?.Relations ?? []).Where(relation => relations.Contains(Name(relation.Rel), StringComparer.OrdinalIgnoreCase)).Take(Most).Select(Piece);

    // irel:translatedFrom
    private static string Name(string relation) => relation[(relation.LastIndexOfAny([':', '/']) + 1)..];

    private static JsonNode Piece(Relation relation)
    {
        var piece = Nodes.Of("CreativeWork").With("url", Outward.Web(relation.Link) ?? Outward.Web(relation.Uri)).With("identifier", DisplayText.Clean(relation.Uri ?? ""));
        if (relation.Order is { } place) piece["position"] = place;
        return piece;
    }

    private IEnumerable<JsonNode> Corrections => it.State.Readable
        .Where(version => version.Entry.Kind == EntryKind.Correction && version.Index <= it.Version.Index).Reverse().Take(Most)
        .Select(version => Nodes.Of("CorrectionComment").With("datePublished", it.State.OutBy(version).Entry.Time)
            .With("text", view.Changes.GetValueOrDefault(version.Entry.Version ?? 0))
            .With("url", house.Absolute(Addresses.Difference(view.Edition, it, version.Entry.Version ?? 0))));

    private string Terms => DisplayText.Clean(view.Summary.UsageTerms ?? it.Provider.UsageTerms ?? "");

    // A licence that was delivered by its address is one; the provider's own words are information.
    private IEnumerable<string> Licences =>
        (view.Summary.UsageTerms ?? it.Provider.UsageTerms ?? "").Split('\n', Most + 1, StringSplitOptions.TrimEntries).Select(Outward.Web).OfType<string>().Take(Most);

    private IEnumerable<JsonNode> Usage
    {
        get
        {
            if (Outward.Web(it.Rules?.AiPolicy) is { } policy) yield return policy;
            if (Terms is { Length: > 0 and <= LongestTerms } terms && !Licences.Any()) yield return Nodes.Of("CreativeWork").With("text", terms);
        }
    }
}
