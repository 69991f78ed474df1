using Griot.Record;
using Griot.Record.Html;

namespace Griot.Site.Tests;

/// <summary>Providers and pieces that tests write.</summary>
internal static class Written
{
    internal static ProviderCard Provider(
        string name, ProviderKind kind = ProviderKind.Press, Capacity capacity = Capacity.Independent, string? country = "ML", Terms terms = Terms.Full, string? slug = null) => new()
        {
            Id = OpaqueId.New(),
            Slug = slug ?? string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-'),
            Name = name,
            Kind = kind,
            Capacities = [new DatedCapacity(capacity, new DateOnly(2026, 5, 1))],
            Country = country,
            Languages = ["fr"],
            Home = "https://provider.example/",
            Contact = "lecteurs@provider.example",
            Terms = terms,
            Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "provider.example", Public: true)],
        };

    internal static ArticleRecord Piece(string headline, string? body = null, string? language = "fr", Signal signal = Signal.New) => new()
    {
        Uri = "tag:provider.example,2026:" + headline,
        Signal = signal,
        PubStatus = PubStatus.Usable,
        Language = language,
        Headlines = [new TextValue(headline)],
        By = "Aminata Keïta",
        FirstCreated = new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero),
        Bodies = [new TextValue(body ?? $"<p>{headline}, en entier.</p>", ContentType: "text/html")],
        Terms = Terms.Full,
        Link = "https://provider.example/piece",
        Reader = "griot/0.1.0 test",
    };

    internal static Summary Summary(ArticleRecord record, string? excerpt, string? reason)
    {
        var text = record.Body is { } body ? VisibleText.Of(body) : "";
        var cut = excerpt ?? VisibleText.Excerpt(text, 280);
        return new Summary
        {
            Signal = record.Signal,
            Headline = record.Headline,
            By = record.People.Count > 0 ? [.. record.People.Select(person => person.Name)] : record.By is { } by ? [by] : [],
            Language = record.Language,
            Published = record.FirstCreated,
            Updated = record.VersionCreated,
            Excerpt = record.Terms == Terms.Link ? null : cut,
            ExcerptIsWhole = cut == text,
            Terms = record.Terms,
            UsageTerms = record.UsageTerms,
            Link = record.Link,
            Origin = record.Origin,
            Reason = reason,
            KeepsText = record.KeepsText,
        };
    }
}
