using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Who wrote it, whom it is about, and whom it names as its sources. The byline is the provider's line as it is; where it
/// is nothing but the names of its authors they stand alone, and where there is none the authors are it.
/// </summary>
internal static class NinjsPeople
{
    /// <summary>Fills the byline; gives the persons that are not in it.</summary>
    internal static List<RelatedPerson> Read(NinjsObject piece, ItemDraft draft)
    {
        var line = piece.Field(draft, "by", "byline");
        var people = piece.Objects("people", "person").Take(Limits.Named + 1).Select(person => Of(person, draft)).OfType<RelatedPerson>().ToList();
        var authors = people.Where(IsAuthor).Select(person => person.Name).ToList();
        var isList = line is null || line == string.Join(", ", authors);
        if (!isList) draft.AddAuthor(line);
        else foreach (var author in authors) draft.AddAuthor(author);
        return isList ? [.. people.Where(person => !IsAuthor(person))] : people;
    }

    internal static IEnumerable<Claim> Claims(NinjsObject piece, ItemDraft draft)
    {
        foreach (var source in piece.Objects("infoSources", "infoSource"))
        {
            var claim = new Claim(source.Field(draft, "name"), source.Field(draft, "uri", "literal") ?? Code(source, draft), source.Field(draft, "role", "rel"));
            if (claim is not { Name: null, Uri: null }) yield return claim;
        }
    }

    private static RelatedPerson? Of(NinjsObject person, ItemDraft draft) =>
        person.Field(draft, "name", "literal") is { } name ? new(name, person.Field(draft, "rel"), person.Field(draft, "uri") ?? Code(person, draft)) : null;

    // Of 1.x scheme and code together are the address.
    private static string? Code(NinjsObject party, ItemDraft draft) => party.Field(draft, "code") is { } code ? party.Field(draft, "scheme") + code : null;

    private static bool IsAuthor(RelatedPerson person) =>
        person.Rel is { } rel && rel[(rel.LastIndexOfAny([':', '/']) + 1)..].ToLowerInvariant() is "author" or "creator";
}
