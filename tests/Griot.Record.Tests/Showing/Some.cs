namespace Griot.Record.Tests.Showing;

/// <summary>Providers and pieces that are good enough where a test does not care.</summary>
internal static class Some
{
    internal static ProviderCard Provider(Terms terms = Terms.Full, bool publicDelivery = true, string slug = "kayes-hebdo") => new()
    {
        Id = OpaqueId.New(),
        Slug = slug,
        Name = "Kayes Hebdo",
        Kind = ProviderKind.Press,
        Capacities = [new DatedCapacity(Capacity.Independent, new DateOnly(2026, 1, 1))],
        Country = "ML",
        Languages = ["fr"],
        Terms = terms,
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, "kayes.example", publicDelivery)],
    };

    internal static ArticleRecord Piece(string headline = "Le pont rouvre", Signal signal = Signal.New, Terms terms = Terms.Full) => new()
    {
        Uri = "tag:kayes.example,2026:1",
        Signal = signal,
        PubStatus = PubStatus.Usable,
        Language = "fr",
        Headlines = [new TextValue(headline)],
        People = [new Person("A. Diarra")],
        FirstCreated = new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.FromHours(1)),
        Descriptions = [new TextValue("Après deux mois de travaux.")],
        Bodies = [new TextValue("<p>Après deux mois de travaux, le pont rouvre.</p>", ContentType: "text/html")],
        Subjects = [new Subject("Transports")],
        Terms = terms,
        Link = "https://kayes.example/pont",
        Reader = "griot/test",
    };

    internal static ArticleRecord Withdrawal(bool keepsText = false, string? reason = "Publié par erreur.") =>
        Piece("", Signal.Withdrawal) with
        {
            Bodies = [],
            Descriptions = reason is null ? [] : [new TextValue(reason, "reason")],
            KeepsText = keepsText,
        };
}
