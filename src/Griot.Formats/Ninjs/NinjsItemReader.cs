using System.Text.Json;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>
/// One object of ninjs of any version. Where versions name a member differently each name counts; an <c>edNote</c> is for
/// editors and is never read.
/// </summary>
internal static class NinjsItemReader
{
    public static ItemReading Read(ReadOnlyMemory<byte> json, ItemContext context)
    {
        if (new JsonScanner(json.Span).SkipValue(out var depth) && depth > Limits.Depth)
            return ItemReading.Refused(IncidentCodes.TooDeep, "The item is nested deeper than 256 levels.");
        using var document = JsonText.Parse(json);
        if (document is null) return ItemReading.Refused(IncidentCodes.UnreadableItem, "The item is not well-formed JSON.");
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Read(new NinjsObject(document.RootElement), new ItemDraft(context))
            : ItemReading.Refused(IncidentCodes.UnreadableItem, "The item is no JSON object.");
    }

    private static ItemReading Read(NinjsObject piece, ItemDraft draft)
    {
        draft.Id = piece.Field(draft, "uri", "guid");
        draft.PublishedText = piece.Field(draft, "firstpublished", "firstCreated");
        draft.UpdatedText = piece.Field(draft, "versionCreated");
        draft.ExpiresText = piece.Field(draft, "expires");
        draft.Language = piece.Field(draft, "language");
        draft.Rights = piece.Field(draft, "copyrightNotice");
        draft.UsageTerms = Terms(piece, draft);
        draft.Source = piece.Field(draft, "source") is { } source ? new(null, source, null) : null;
        NinjsStatus.Read(piece, draft);
        NinjsTexts.Read(piece, draft);
        foreach (var subject in NinjsConcepts.Of(piece, draft, "subjects", "subject").Concat(NinjsConcepts.Of(piece, draft, "service")))
            draft.AddCategory(subject.Term, subject.Scheme, subject.Label, subject.Creator);
        var people = NinjsPeople.Read(piece, draft);
        var relations = NinjsAssociated.Read(piece, draft);
        var rest = new FeedItem
        {
            Id = "",
            Version = piece.Field(draft, "version"),
            Genres = Bounded(NinjsConcepts.Of(piece, draft, "genres", "genre"), draft),
            Located = piece.Field(draft, "located"),
            People = Bounded(people, draft),
            Places = Bounded(NinjsConcepts.Places(piece, draft), draft),
            Claims = Bounded(NinjsPeople.Claims(piece, draft), draft),
            Relations = Bounded(relations, draft),
            AlternativeIds = Bounded(AlternativeIds(piece, draft), draft),
            CopyrightHolder = piece.Field(draft, "copyrightHolder"),
            DigitalSourceType = piece.Objects("digitalSourceType").FirstOrDefault()?.Field(draft, "uri", "literal", "name"),
            Urgency = piece["urgency"] is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var urgency) ? urgency : null,
        };
        return With(draft.Finish(), rest);
    }

    private static ItemReading With(ItemReading reading, FeedItem rest) => reading.Item is not { } item ? reading : reading with
    {
        Item = item with
        {
            Version = rest.Version,
            Genres = rest.Genres,
            Located = rest.Located,
            People = rest.People,
            Places = rest.Places,
            Claims = rest.Claims,
            Relations = rest.Relations,
            AlternativeIds = rest.AlternativeIds,
            CopyrightHolder = rest.CopyrightHolder,
            DigitalSourceType = rest.DigitalSourceType,
            Urgency = rest.Urgency,
        },
    };

    // The terms in words, then the address where they stand; rights in another language than people's are in the delivery.
    private static string? Terms(NinjsObject piece, ItemDraft draft)
    {
        var linked = piece.Objects("rightsInfo").FirstOrDefault()?.Field(draft, "linkedRights");
        string?[] terms = [piece.Field(draft, "usageTerms"), draft.Resolve(linked, draft.Base)];
        return ItemDraft.Filled(string.Join('\n', terms.OfType<string>()));
    }

    private static IEnumerable<AlternativeId> AlternativeIds(NinjsObject piece, ItemDraft draft)
    {
        if (piece["altIds"] is { ValueKind: JsonValueKind.Object } byRole)
        {
            foreach (var member in byRole.EnumerateObject())
                if (ItemDraft.Filled(JsonFields.Text(member.Value)) is { Length: <= Limits.Field } value) yield return new(member.Name, value);
            yield break;
        }

        foreach (var one in piece.Objects("altIds"))
            if (one.Field(draft, "value") is { } value) yield return new(one.Field(draft, "role"), value);
    }

    private static List<T> Bounded<T>(IEnumerable<T> values, ItemDraft draft)
    {
        var taken = values.Take(Limits.Named + 1).ToList();
        if (taken.Count > Limits.Named) draft.Refuse(IncidentCodes.TooLarge, "The item names more than 1,000 persons, places, sources, genres, ids or other pieces.");
        return taken;
    }
}
