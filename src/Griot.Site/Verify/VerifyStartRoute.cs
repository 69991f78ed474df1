using System.Globalization;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Where somebody begins who holds a piece in doubt and no link to its check: an address of it is typed, in any form that this house or a
/// copy of its site gives, and leads to the check of that version, or of the newest that can be read.
/// </summary>
internal sealed class VerifyStartRoute(Shelf shelf)
{
    internal const int Longest = 1000;

    private static readonly char[] Gaps = ['/', '?', '#', ':', '.', '&', '='];

    internal IResult Answer(Edition edition, string? address)
    {
        var typed = address?.Trim() ?? "";
        if (typed.Length == 0) return Show(edition, null, StatusCodes.Status200OK);
        return typed.Length <= Longest && Find(typed) is var (item, version)
            ? TypedResults.LocalRedirect(Addresses.Verify(edition, item, version))
            : Show(edition, typed.Length <= Longest ? typed : "", StatusCodes.Status404NotFound);
    }

    private static IResult Show(Edition edition, string? typed, int status) =>
        Page.Of<VerifyStartPage>(new Dictionary<string, object?> { [nameof(VerifyStartPage.Edition)] = edition, [nameof(VerifyStartPage.Typed)] = typed }, status);

    // An item's id stands nowhere by chance: whatever stands around it does not matter.
    private (string Item, int Version)? Find(string typed)
    {
        var parts = typed.Split(Gaps, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var place = Array.FindIndex(parts, OpaqueId.IsWellFormed);
        if (place < 0) return null;
        var item = parts[place];
        if (place + 1 < parts.Length && int.TryParse(parts[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return shelf.Take(item, version) is null ? null : (item, version);
        return shelf.Take(item) is { } taken ? (item, Newest(taken)) : null;
    }

    private static int Newest(Rendition taken) => (taken.Answer == Record.Answer.Gone ? taken.State.LastReadable : taken.Version).Entry.Version ?? 1;
}
