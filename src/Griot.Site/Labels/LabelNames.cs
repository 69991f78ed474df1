using Griot.Enrichment.Labels;
using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>What labels are called in an edition.</summary>
internal static class LabelNames
{
    /// <summary>The name by the kind of label, as it stands in addresses.</summary>
    internal static string Of(Edition edition, string kind, string code) => kind switch
    {
        "country" => edition.Country(code),
        "region" => edition.Region(code),
        "subject" => edition.Subject(code).Name,
        "language" => edition.Language(code),
        "genre" when Word.Parse<Genre>(code) is { } genre => edition.Of(genre),
        _ => code,
    };

    extension(Edition edition)
    {
        /// <summary>The name of a Media Topic, and the language that it is in where that is not the edition's.</summary>
        internal (string Name, string? Lang) Subject(string topic)
        {
            var (name, language) = edition.OwnSubject(topic) is { } own ? (own, edition.Code) : MediaTopics.Name(topic, edition.Code);
            return (char.ToUpperInvariant(name[0]) + name[1..], language == edition.Code ? null : language);
        }

        internal LabelLink CountryLink(string country, int? count = null) => new(edition.Country(country), null, Addresses.Label(edition, "country", country), count);

        internal LabelLink RegionLink(string region, int? count = null) => new(edition.Region(region), null, Addresses.Label(edition, "region", region), count);

        internal LabelLink LanguageLink(string language, int? count = null) => new(edition.Language(language), null, Addresses.Label(edition, "language", language), count);

        internal LabelLink GenreLink(Genre genre, int? count = null) => new(edition.Of(genre), null, Addresses.Label(edition, "genre", Word.Of(genre)), count);

        internal LabelLink SubjectLink(string topic, int? count = null)
        {
            var (name, lang) = edition.Subject(topic);
            return new(name, lang, Addresses.Label(edition, "subject", topic), count);
        }
    }
}
