using Griot.Formats;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Items;

/// <summary>A delivery read: its record and summary, or the reason why it can't be shown.</summary>
internal sealed record Reading(ArticleRecord? Record, Summary? Summary, string Identity, IReadOnlyList<Incident> Incidents)
{
    /// <summary>False where the provider gave the item no id, and its link or a fingerprint stands in its place.</summary>
    internal bool HasOwnId { get; private init; }

    /// <summary>It says that there is no embargo (any more).</summary>
    internal bool LiftsEmbargo { get; private init; }

    /// <summary>Pictures and files that the delivery itself holds.</summary>
    internal IReadOnlyList<CarriedFile> Files { get; private init; } = [];

    /// <summary>Letters of an excerpt: enough to know what a piece is about, too few to replace it.</summary>
    private const int ExcerptLength = 300;

    private const int HeadlineFromText = 120;

    /// <summary>Of the persons of a record, those of the byline.</summary>
    private const string Author = "author";

    /// <summary>What a person is to a piece that does not say what.</summary>
    private const string Mentioned = "mentions";

    /// <summary>Reads a delivery with the present release of its reader. Deterministic: only the bytes, the context and the card count.</summary>
    internal static Reading Of(ReadOnlyMemory<byte> delivery, ItemContext context, ProviderCard card)
    {
        var reading = ItemReader.Read(delivery, context);
        if (reading.Item is not { } item) return new Reading(null, null, "", reading.Incidents);
        var body = SafeHtml.Sanitise(item.BodyHtml ?? "", Address(item.Base), SafeHtml.MostOfDelivery);
        var summary = SafeHtml.Sanitise(item.SummaryHtml ?? "", Address(item.Base), SafeHtml.MostOfDelivery);
        if (body.Refusal != SafeHtmlRefusal.None || summary.Refusal != SafeHtmlRefusal.None)
            return new Reading(null, null, item.Id, [.. reading.Incidents, Incident.NotShowable]);
        var record = RecordOf(item, context, card, body, summary);
        IReadOnlyList<Incident> incidents = (MisleadingLinks.In(body.Html) ?? MisleadingLinks.In(summary.Html)) is { } doubt ? [.. reading.Incidents, doubt] : reading.Incidents;
        return new Reading(record, SummaryOf(record, card), item.Id, incidents) { HasOwnId = item.HasOwnId, LiftsEmbargo = item.LiftsEmbargo, Files = item.Files };
    }

    /// <summary>True for what takes a piece back: all that is taken from a provider that is not active (decision 26).</summary>
    internal static bool IsWithdrawal(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        Word.Parse<Signal>(ItemReader.Read(delivery, context).Item?.Signal) == Signal.Withdrawal;

    private static ArticleRecord RecordOf(FeedItem item, ItemContext context, ProviderCard card, SafeHtmlResult body, SafeHtmlResult summary)
    {
        var signal = Word.Parse<Signal>(item.Signal) ?? Signal.New;
        return new ArticleRecord
        {
            Uri = item.Id,
            Signal = signal,
            PubStatus = Status(item, signal),
            Language = item.Language ?? (card.Languages.Count > 0 ? card.Languages[0] : null),
            Headlines = string.IsNullOrWhiteSpace(item.Headline) ? [] : [new TextValue(item.Headline)],
            By = item.Byline.Length > 0 ? string.Join(", ", item.Byline) : null,
            People = [.. item.Byline.Select(name => new Person(name)), .. item.People.Select(person => new Person(person.Name, person.Rel ?? Mentioned, person.Uri))],
            Located = item.Located,
            FirstCreated = item.Published,
            VersionCreated = item.Updated,
            Descriptions = summary.Html.Length == 0 ? [] : [new TextValue(summary.Html, signal == Signal.Withdrawal ? "reason" : "summary", "text/html")],
            Bodies = body.Html.Length == 0 ? [] : [new TextValue(body.Html, ContentType: "text/html")],
            Subjects = [.. item.Categories.Select(SubjectOf)],
            Places = item.Places.Count == 0 ? null : [.. item.Places.Select(PlaceOf)],
            Relations = item.InReplyTo.Count + item.Relations.Count == 0 ? null : [.. item.InReplyTo.Select(one => new Relation("inReplyTo", one.Id, one.Link)), .. item.Relations.Select(one => new Relation(one.Rel, one.Id, one.Link, one.Role, one.Order))],
            InfoSources = [.. item.Source is { } source ? [new InfoSource(source.Title, source.Link ?? source.Id)] : Array.Empty<InfoSource>(), .. item.Claims.Select(claim => new InfoSource(claim.Name, claim.Uri))],
            Associations = [.. item.Media.Select(media => new Association(media.Url, media.Type, media.Length, media.Title, media.Description, media.Credit, media.AlternativeText, PositionOf(media, body)))],
            Terms = card.AgreedTerms,
            UsageTerms = UsageTerms(item) ?? card.UsageTerms,
            Rules = item.Rules,
            Link = item.Link,
            EmbargoedUntil = item.EmbargoedUntil,
            Expires = item.Expires,
            Origin = Word.Parse<HouseOrigin>(context.Origin),
            KeepsText = context.KeepsText,
            Reader = Release.Of(context.Format),
            Context = context.ToElement(),
            Genres = item.Genres.Count == 0 ? null : [.. item.Genres.Select(SubjectOf)],
            Version = item.Version,
            DigitalSourceType = item.DigitalSourceType,
        };
    }

    private static int? PositionOf(Media media, SafeHtmlResult body) =>
        media.ContentId is { } id ? body.Carried.FirstOrDefault(picture => picture.ContentId == id)?.Position : null;

    private static Subject SubjectOf(Category category) => new(category.Term, category.Scheme, category.Label, category.Creator);

    // Rights and licences are both the provider's words, and neither stands for the other.
    private static string? UsageTerms(FeedItem item)
    {
        if (item.Rights is not { } rights || item.UsageTerms is null) return item.Rights ?? item.UsageTerms;
        return string.Join('\n', item.UsageTerms.Split('\n').Where(licence => !rights.Contains(licence, StringComparison.Ordinal)).Prepend(rights));
    }

    private static Place PlaceOf(Location place) =>
        new(place.Name, place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint([longitude, latitude]) : null, place.Uri);

    private static PubStatus Status(FeedItem item, Signal signal) =>
        signal == Signal.Withdrawal ? PubStatus.Canceled
        : Word.Parse<PubStatus>(item.Status) ?? PubStatus.Usable;

    private static Summary SummaryOf(ArticleRecord record, ProviderCard card)
    {
        var html = record.Descriptions.Count > 0 ? record.Descriptions[0].Value : record.Body ?? "";
        var (text, prose) = (VisibleText.OfSafe(html), VisibleText.ProseOfSafe(html));
        var excerpt = VisibleText.Excerpt(prose, ExcerptLength);
        var isWithdrawal = record.Signal == Signal.Withdrawal;
        return new Summary
        {
            Signal = record.Signal,
            Headline = record.Headline.Length > 0 ? record.Headline : Untitled(record, card, prose),
            By = [.. record.People.Where(person => person.Rel == Author).Select(person => person.Name)],
            Language = record.Language,
            Published = record.FirstCreated,
            Updated = record.VersionCreated,
            Excerpt = isWithdrawal || IsLinkOnly(record, card) || excerpt.Length == 0 ? null : excerpt,
            ExcerptIsWhole = excerpt.Length == text.Length,
            Terms = record.Terms,
            UsageTerms = record.UsageTerms,
            Rules = record.Rules,
            Link = record.Link,
            Origin = record.Origin,
            Reason = isWithdrawal && text.Length > 0 ? text : null,
            KeepsText = record.KeepsText,
        };
    }

    // A piece without a headline is known by its first words, or else by its address: words of the provider, never ours.
    private static string Untitled(ArticleRecord record, ProviderCard card, string text)
    {
        var words = IsLinkOnly(record, card) ? "" : VisibleText.Excerpt(text, HeadlineFromText);
        return words.Length > 0 ? words : record.Link ?? record.Uri;
    }

    // What the public gets the headline of alone is sealed without an excerpt, so that its summary can be opened to it.
    private static bool IsLinkOnly(ArticleRecord record, ProviderCard card) =>
        record.Terms == Terms.Link || card.Rules is { IsTerritorial: true } || record.Rules is { IsTerritorial: true };

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
}
