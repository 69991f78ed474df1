using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers the page on which a reader's own browser checks a version: the only page with scripts. What has gone can be checked
/// as far as its proof goes (410); what the public may not know of is not there (404). Which of them it is, the shelf has decided.
/// </summary>
internal sealed class VerifyRoute(Shelf shelf, LogWatch watch)
{
    private static readonly Part[] Parts = [Part.Record, Part.Summary, Part.Delivery];

    internal IResult Answer(HttpContext context, Edition edition, string item, int version)
    {
        if (!OpaqueId.IsWellFormed(item)) return Page.NotFound(edition);
        if (shelf.Take(item, version) is not { } taken || EntryOf(taken, version) is not { } entry) return Page.NotFound(edition);
        ContentPolicy.AllowOwnScripts(context.Response);
        var signed = watch.Covers(entry);
        return Show(View(edition, taken, entry, signed), taken.Answer == Record.Answer.Gone ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static IResult Show(VerifyView view, int status) =>
        Page.Of<VerifyPage>(new Dictionary<string, object?> { [nameof(VerifyPage.View)] = view }, status);

    private static SealedEntry? EntryOf(Rendition taken, int version) => taken.State.Versions.FirstOrDefault(known => known.Entry.Version == version);

    private VerifyView View(Edition edition, Rendition taken, SealedEntry entry, bool signed) => new()
    {
        Edition = edition,
        It = taken,
        Entry = entry,
        IsSigned = signed,
        Given = Parts.Where(part => shelf.Bytes(taken.State.Item, entry.Entry.Version!.Value, part).Bytes is not null).ToHashSet(),
    };
}
