using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Feedback;

/// <summary>The form beside every article, and the one to the house.</summary>
internal static class AskEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapEditions(static (pages, edition) =>
    {
        const string ask = "/{provider}/{item}/ask";
        pages.MapPage("/contact", (HttpContext context, string? kind, FeedbackSettings settings) => Form(context, edition, new AskSubject(null, settings), Blank(edition, kind)));
        pages.MapPost("/contact", (HttpContext context, FeedbackSettings settings, AskQuestion use) => PostAsync(context, edition, new AskSubject(null, settings), use));
        pages.MapPage(ask, (HttpContext context, string provider, string item, string? kind, Shelf shelf, FeedbackSettings settings) =>
            Find(shelf, settings, provider, item) is not { } subject ? Page.NotFound(edition)
            : subject.Piece!.Provider.Slug != provider ? Page.MovedTo(subject.Address(edition))
            : Form(context, edition, subject, Blank(edition, kind)));
        pages.MapPost(ask, async (HttpContext context, string provider, string item, Shelf shelf, FeedbackSettings settings, AskQuestion use) =>
            Find(shelf, settings, provider, item) is { } subject ? await PostAsync(context, edition, subject, use) : Page.NotFound(edition));
    });

    // A piece that has gone can be asked about too: why it has gone is a question.
    private static AskSubject? Find(Shelf shelf, FeedbackSettings settings, string slug, string item) =>
        shelf.TakeSummary(item) is { } piece && shelf.Ledger.CardBySlug(slug)?.Id == piece.Provider.Id ? new AskSubject(piece, settings) : null;

    private static async Task<IResult> PostAsync(HttpContext context, Edition edition, AskSubject subject, AskQuestion use)
    {
        var posted = await PostedForm.ReadAsync(context, subject.Settings.House);
        if (posted.Form is not { } form) return Form(context, edition, subject, status: posted.Status);
        var typed = Typed(form, edition, subject);
        return use.Ask(typed, subject.Addressee, context.Connection.RemoteIpAddress) switch
        {
            AskOutcome.Kept kept => SeeOther(context, Addresses.Case(edition, kept.Reference)),
            AskOutcome.Faulty faulty => Form(context, edition, subject, typed, faulty.Faults, StatusCodes.Status400BadRequest),
            AskOutcome.TooMany many => Later(context, edition, subject, typed, many.RetryAfter, StatusCodes.Status429TooManyRequests),
            _ => Later(context, edition, subject, typed, TimeSpan.FromDays(1), StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static Question Typed(IFormCollection form, Edition edition, AskSubject subject) =>
        new(form["text"], form["name"], form["mail"], form["pass-on"].Count > 0, edition.Code)
        {
            Kind = subject.KindOf(form["kind"]),
            About = Word.Parse<ComplaintAbout>(form["about"]) ?? ComplaintAbout.Other,
            Wish = form["wish"],
            Signature = form["signature"],
            Headline = form["headline"],
            Language = form["language"],
            Agrees = form["agree"].Count > 0,
            Once = form["once"],
        };

    // The kind stands in the address: each form has its own fields, and needs no script to show them.
    private static Question Blank(Edition edition, string? kind) =>
        new(null, null, null, false, edition.Code) { Kind = Word.Parse<CaseKind>(kind) ?? CaseKind.Question, Language = edition.Code };

    private static IResult Later(HttpContext context, Edition edition, AskSubject subject, Question typed, TimeSpan after, int status)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Form(context, edition, subject, typed, status: status);
    }

    private static IResult Form(
        HttpContext context, Edition edition, AskSubject subject, Question? typed = null, IReadOnlyList<QuestionFault>? faults = null, int status = StatusCodes.Status200OK)
    {
        // Each has its own number: one that is kept by a cache on the way would tell readers apart no longer.
        context.Response.Headers.CacheControl = status == StatusCodes.Status200OK ? "private, no-cache" : "no-store";
        return Page.Of<AskPage>(
            new Dictionary<string, object?> { ["Edition"] = edition, ["Subject"] = subject, ["Typed"] = typed ?? Blank(edition, null), ["Faults"] = faults ?? [], ["Status"] = status, ["Once"] = OpaqueId.New() },
            status);
    }

    private static IResult SeeOther(HttpContext context, string path)
    {
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
