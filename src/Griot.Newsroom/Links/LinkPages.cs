using Griot.Formats;
using Griot.Formats.Form;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Handed;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Newsroom.Links;

/// <summary>
/// The page of a one-time link: look at it, and nothing happens; preview, and nothing is kept; send, and it is sealed and the
/// link used up. What can't be read lies in quarantine, and the link stays open to mend it.
/// </summary>
internal sealed class LinkPages(ProviderLinks links, HandedDoor door, Shelf shelf, TimeProvider time, DrawPicture drawn)
{
    internal IResult Show(string token, string? lang, HttpContext context)
    {
        Guard(context);
        var access = links.Find(token);
        var texts = TextsFor(access, lang, context);
        return Closed(access, texts) ?? Form(ViewOf(token, access!, texts, Empty), null, StatusCodes.Status200OK);
    }

    internal async Task<IResult> PostAsync(string token, HttpContext context)
    {
        Guard(context);
        var access = links.Find(token);
        // Before a byte of a stranger's body is read.
        if (Closed(access, TextsFor(access, null, context)) is { } nothing) return nothing;
        var posted = await PostedBody.ReadAsync(context);
        var fields = posted is null ? null : FormFields.Read(posted.Form.Span);
        var texts = TextsFor(access, fields?.GetValueOrDefault("lang"), context);
        if (fields is null || posted is null) return Form(ViewOf(token, access!, texts, Empty), texts["fault.large"], StatusCodes.Status413PayloadTooLarge);
        var view = ViewOf(token, access!, texts, fields);
        if (!view.HasAllChosen) return Form(view, texts["fault.files-gone"], StatusCodes.Status422UnprocessableEntity);
        if (posted.Files.Count > 0)
        {
            var chosen = view.Chosen.Concat(posted.Files).DistinctBy(file => file.Key, StringComparer.Ordinal).ToList();
            if (chosen.Count > LinkFiles.Most || chosen.Sum(file => (long)file.Bytes.Length) > LinkFiles.Largest) return Form(view, texts["fault.files", LinkFiles.Most], StatusCodes.Status413PayloadTooLarge);
            if (!await links.KeepFilesAsync(token, chosen, CancellationToken.None)) return Frozen(view);
            view = view with { Files = chosen, Typed = LinkFiles.With(fields, chosen) };
        }

        if (fields.GetValueOrDefault("step") == "change") return Form(view, null, StatusCodes.Status200OK);
        var piece = PieceOf(token, view, posted.Form);
        var preview = Preview.Of(piece, view.Card);
        if (FaultOf(view, preview) is { } fault) return Form(view, fault, StatusCodes.Status422UnprocessableEntity);
        return fields.GetValueOrDefault("step") == "deliver" ? await DeliverAsync(token, view, piece, preview, context) : Page.Of<LinkPreviewPage>(Parameters(view, ("Read", preview), ("Token", token)));
    }

    private async Task<IResult> DeliverAsync(string token, LinkView view, HandedPiece piece, Preview preview, HttpContext context)
    {
        var access = view.Access;
        var envelope = new Envelope { Received = time.GetUtcNow(), ContentType = context.Request.ContentType };
        // Claimed before it is sealed, lest two forms that are sent at once are two versions; given back where nothing came of it.
        if (!await links.ClaimAsync(token, CancellationToken.None)) return Closed(links.Find(token), view.Texts) ?? Frozen(view);
        var outcome = await TakeAsync(token, new Handover(access.Provider, access.Channel, access.Evidence, envelope), piece);
        if (outcome is null) return Frozen(view);
        if (outcome.Result is PieceResult.Quarantined or PieceResult.Refused)
            return Form(view, view.Texts["held", Why(view, outcome.Why)], StatusCodes.Status422UnprocessableEntity);
        if (view.Files.Count > 0) await links.KeepFilesAsync(token, [], CancellationToken.None);
        var until = preview.Record?.EmbargoedUntil is { } end && end > time.GetUtcNow() ? end : (DateTimeOffset?)null;
        return Page.Of<LinkDonePage>(Parameters(view, ("Piece", outcome), ("Until", until)));
    }

    private async Task<PieceOutcome?> TakeAsync(string token, Handover handover, HandedPiece piece)
    {
        PieceOutcome? outcome = null;
        try
        {
            outcome = await door.TryAsync(handover, [piece], CancellationToken.None) is HandedOutcome.Taken { Pieces: [var only] } ? only : null;
        }
        finally
        {
            if (outcome?.Result is not (PieceResult.Accepted or PieceResult.Unchanged or PieceResult.Cosmetic)) await links.GiveBackAsync(token, CancellationToken.None);
        }

        return outcome;
    }

    // What was typed stands in it as it was sent last, and each file as it came.
    private static HandedPiece PieceOf(string token, LinkView view, ReadOnlyMemory<byte> form)
    {
        var context = ContextOf(token, view);
        return view.Act == LinkAct.Withdraw || view.Chosen.Count == 0
            ? new HandedPiece(form, context, view.Access.Item)
            : new HandedPiece(FormWithFiles.Compose(form, view.Chosen), context with { Format = FormWithFiles.FormatName }, view.Access.Item);
    }

    /// <summary>A picture that waits under the link, as readers will see it.</summary>
    internal async Task<IResult> ShowFileAsync(string token, string key, HttpContext context)
    {
        Guard(context);
        var nothing = Closed(null, TextsFor(null, null, context))!;
        if (links.Find(token) is not { State: LinkState.Open } access || FilesOf(token, access).FirstOrDefault(file => file.Key == key) is not { } file) return nothing;
        if (await drawn(file.Bytes, context.RequestAborted) is not { } picture) return nothing;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(picture, "image/webp");
    }

    private IReadOnlyList<SentFile> FilesOf(string token, LinkAccess access) =>
        [.. links.FilesOf(token).Concat(access.Item is { } item ? LinkFiles.OfItem(shelf.Ledger, item) : []).DistinctBy(file => file.Key, StringComparer.Ordinal)];

    private static IResult Frozen(LinkView view) =>
        Page.Of<LinkClosedPage>(new Dictionary<string, object?> { ["T"] = view.Texts, ["Why"] = "closed.frozen" }, StatusCodes.Status503ServiceUnavailable);

    private static string? FaultOf(LinkView view, Preview preview)
    {
        if (view.Act != LinkAct.Withdraw && string.IsNullOrWhiteSpace(view.Typed.GetValueOrDefault("text")) && (view.Chosen.Count == 0 || string.IsNullOrWhiteSpace(view.Typed.GetValueOrDefault("headline")))) return view.Texts["fault.text"];
        if (!LinkAct.All.Contains(view.Act, StringComparer.Ordinal) || (view.Act != LinkAct.Deliver && !view.Access.MayTakeBack)) return view.Texts["act.unknown"];
        if (view.Act != LinkAct.Withdraw && view.Typed.GetValueOrDefault("embargo") is { Length: > 0 } && preview.Record is { EmbargoedUntil: null }) return view.Texts["fault.embargo"];
        return preview.Record is not null ? null : preview.Incidents is [var why, ..] ? Why(view, why) : view.Texts["fault.text"];
    }

    private static string Why(LinkView view, Incident? why) => Refusals.Of(view.Texts.Code, why?.Code, why?.Message);

    // Which piece it is and whose, the link says: nothing of it is taken from what was posted.
    private static ItemContext ContextOf(string token, LinkView view) => new()
    {
        Format = "form",
        Encoding = "utf-8",
        Country = view.Card.Country,
        FeedId = view.About?.Uri ?? ProviderLinks.IdOf(token),
        Language = view.Card.Languages.Count > 0 ? view.Card.Languages[0] : null,
        KeepsText = view.Act == LinkAct.Withdraw && view.Typed.ContainsKey("keep"),
    };

    private LinkView ViewOf(string token, LinkAccess access, LinkTexts texts, IReadOnlyDictionary<string, string> typed) =>
        new(texts, access, shelf.Ledger.Card(access.Provider)!, access.Item is { } item ? Newest(item) : null, typed) { Files = FilesOf(token, access) };

    private ArticleRecord? Newest(string item) => ItemState.Fold(shelf.Ledger.History(item))?.Versions
        .Where(version => version.Entry.Kind != EntryKind.Withdrawal)
        .Select(version => shelf.Ledger.Content(version.Index, Part.Record)).LastOrDefault(bytes => bytes is not null) is { } record ? ArticleRecord.Parse(record) : null;

    private LinkTexts TextsFor(LinkAccess? access, string? asked, HttpContext context) =>
        LinkTexts.Choose(asked, access is null ? [] : shelf.Ledger.Card(access.Provider)?.Languages ?? [], context.Request.Headers.AcceptLanguage);

    // Of a provider whose card is gone, too, it opens nothing any more.
    private IResult? Closed(LinkAccess? access, LinkTexts texts)
    {
        var why = access?.State switch { null => "closed.unknown", LinkState.Used => "closed.used", LinkState.Open when shelf.Ledger.Card(access.Provider) is not null => null, _ => "closed.ended" };
        return why is null ? null : Page.Of<LinkClosedPage>(
            new Dictionary<string, object?> { ["T"] = texts, ["Why"] = why }, access is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }

    private static IResult Form(LinkView view, string? fault, int status) => Page.Of<LinkFormPage>(Parameters(view, ("Fault", fault)), status);

    private static Dictionary<string, object?> Parameters(LinkView view, params IEnumerable<(string Name, object? Value)> more)
    {
        var parameters = new Dictionary<string, object?> { ["View"] = view };
        foreach (var (name, value) in more) parameters[name] = value;
        return parameters;
    }

    private static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static void Guard(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
