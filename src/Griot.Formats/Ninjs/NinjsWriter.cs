using System.Globalization;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Writes IPTC ninjs: one document a piece, valid by the schema of its version. ninjs takes no members of others, so
/// what the log says stands among the alternative ids. Of an embargo nothing is written: what is embargoed does not leave.
/// </summary>
public static class NinjsWriter
{
    /// <summary>Of version 3.1.</summary>
    public const string MediaType = "application/json; profile=\"ninjs-3.1\"";

    private const string Roles = "http://cv.iptc.org/newscodes/contentprodpartyrole/";

    /// <summary>The media type of documents of a version.</summary>
    public static string MediaTypeOf(NinjsVersion version) => $"application/json; profile=\"ninjs-{NinjsPen.Number(version)}\"";

    /// <summary>The document of a piece, in UTF-8.</summary>
    public static byte[] Write(OutgoingEntry entry, OutgoingOperator house, NinjsVersion version)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(house);
        return NinjsPen.Document(version, pen => Piece(pen, entry, house));
    }

    /// <summary>The document that takes a piece back (<c>pubStatus</c> canceled), in UTF-8.</summary>
    public static byte[] Write(OutgoingTombstone gone, OutgoingOperator house, NinjsVersion version)
    {
        ArgumentNullException.ThrowIfNull(gone);
        ArgumentNullException.ThrowIfNull(house);
        return NinjsPen.Document(version, pen => Tombstone(pen, gone, house));
    }

    private static void Piece(NinjsPen pen, OutgoingEntry entry, OutgoingOperator house)
    {
        pen.Text("uri", entry.Id);
        pen.Text("type", "text");
        pen.IsWhole(entry.ContentHtml is not null);
        pen.Text("version", entry.Sealed.Version.ToString(CultureInfo.InvariantCulture));
        pen.Text("firstCreated", WireText.Rfc3339(entry.Published));
        pen.Text("versionCreated", WireText.Rfc3339(entry.Updated));
        pen.Text("pubStatus", entry.Sealed.Status);
        pen.Text("language", WireText.Language(entry.Language));
        Words(pen, entry);
        pen.List("subjects", entry.Categories, subject => pen.Concept(subject.Term, subject.Scheme, subject.Label));
        pen.List("genres", entry.Genres, genre => pen.Concept(genre.Term, genre.Scheme, genre.Label));
        pen.List("places", entry.Places, pen.Place);
        Rights(pen, entry);
        Sources(pen, entry.Source, house, entry.Claims);
        pen.Renditions([.. Pages(entry.Link, entry.Original)]);
        NinjsAssociations.Write(pen, entry);
        pen.AlternativeIds([("griot:sha256", entry.Sealed.RecordHash), ("griot:log-index", Index(entry.Sealed.Entry)), ("griot:uri", entry.OwnId)]);
    }

    private static void Words(NinjsPen pen, OutgoingEntry entry)
    {
        pen.Texts("headlines", new NinjsText("main", "text/plain", entry.Title));
        pen.Texts("descriptions", new NinjsText("summary", "text/plain", entry.Summary));
        pen.Texts("bodies", new NinjsText("main", "text/html", entry.ContentHtml));
        pen.Text("by", entry.By.Count > 0 ? string.Join(", ", entry.By) : null);
        pen.List("people", entry.By, name => pen.Person(name, "author"));
        pen.Text("located", entry.Located);
        if (entry.Sealed.Signal == "correction") pen.Text("edNote", "The provider calls this version a correction.");
    }

    private static void Rights(NinjsPen pen, OutgoingEntry entry)
    {
        pen.Text("copyrightHolder", entry.Source.Name);
        pen.Text("copyrightNotice", entry.Sealed.Rules?.Attribution);
        pen.Text("usageTerms", entry.Rights);
        pen.LinkedRights(entry.Sealed.Rules?.AiPolicy);
        pen.Text("expires", entry.Expires is { } end ? WireText.Rfc3339(end) : null);
        pen.DigitalSource(entry.DigitalSourceType);
    }

    private static void Tombstone(NinjsPen pen, OutgoingTombstone gone, OutgoingOperator house)
    {
        pen.Text("uri", gone.Ref);
        pen.Text("type", "text");
        pen.Text("versionCreated", WireText.Rfc3339(gone.When));
        pen.Text("pubStatus", "canceled");
        pen.Texts("descriptions", new NinjsText("reason", "text/plain", gone.Comment));
        Sources(pen, gone.Source, house, []);
        pen.Renditions([.. Pages(gone.Link, null)]);
        pen.AlternativeIds([("griot:log-index", Index(gone.Entry)), ("griot:standing", gone.Standing)]);
    }

    // The provider first, and as the one who made the content: it is named in every document.
    private static void Sources(NinjsPen pen, OutgoingSource provider, OutgoingOperator house, IReadOnlyList<OutgoingClaim> claims)
    {
        NinjsParty[] parties =
        [
            new(provider.Name, Roles + "origcont", provider.Urn, provider.Page),
            new(house.Name, Roles + "distributor", house.Home, house.Home),
            .. claims.Select(claim => new NinjsParty(claim.Name, Roles + "contentSource", claim.Uri, null)),
        ];
        pen.List("infoSources", parties, pen.Party);
    }

    private static IEnumerable<NinjsFile> Pages(string page, string? original)
    {
        yield return new("web", page, "text/html");
        if (original is not null) yield return new("original", original, "text/html");
    }

    private static string Index(long entry) => entry.ToString(CultureInfo.InvariantCulture);
}
