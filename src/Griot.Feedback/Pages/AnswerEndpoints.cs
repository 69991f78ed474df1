using Griot.Record;
using Griot.Record.Html;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Feedback;

/// <summary>
/// The page by which a provider answers a reader, once, in one of five languages: for whoever was mailed its address. Mail
/// scanners follow links: looking changes nothing.
/// </summary>
internal static class AnswerEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        const string answer = "/case/answer/{token}";
        routes.MapPage(answer, (HttpContext context, string token, string? lang, AnswerByPage use, Shelf shelf) =>
            use.Look(token) is { } asked ? Form(context, asked, shelf, TextsFor(context, lang, asked, shelf)) : Closed(context, lang));
        routes.MapPost(answer, async (HttpContext context, string token, AnswerByPage use, Shelf shelf, HouseSettings house) =>
            use.Look(token) is { } asked ? await PostAsync(context, token, asked, use, shelf, house) : Closed(context, null));
    }

    private static async Task<IResult> PostAsync(HttpContext context, string token, Case asked, AnswerByPage use, Shelf shelf, HouseSettings house)
    {
        var posted = await PostedForm.ReadAsync(context, house);
        var texts = TextsFor(context, posted.Form?["lang"], asked, shelf);
        if (posted.Form is not { } form) return Form(context, asked, shelf, texts, "answer.fault.form", status: posted.Status);
        var words = form["answer"].ToString();
        return use.Answer(token, words, asked.Kind == CaseKind.RightOfReply && form["accept"] == "yes") switch
        {
            CaseOutcome.Done => Page.Of<AnswerDonePage>(Guarded(context, texts, ("Case", asked))),
            CaseOutcome.NoWords => Form(context, asked, shelf, texts, "answer.fault.empty", words, StatusCodes.Status422UnprocessableEntity),
            _ => Closed(context, texts.Code),
        };
    }

    private static IResult Form(HttpContext context, Case asked, Shelf shelf, ProviderTexts texts, string? fault = null, string words = "", int status = StatusCodes.Status200OK) => Page.Of<AnswerPage>(
        Guarded(context, texts, ("Case", asked), ("Headline", asked.Item is { } item ? shelf.TakeSummary(item)?.Summary is { } said ? DisplayText.Clean(said.Headline) : null : null), ("Fault", fault), ("Typed", words)), status);

    private static IResult Closed(HttpContext context, string? lang) =>
        Page.Of<AnswerClosedPage>(Guarded(context, ProviderTexts.Choose(lang, null, context.Request.Headers.AcceptLanguage)), StatusCodes.Status410Gone);

    private static ProviderTexts TextsFor(HttpContext context, string? lang, Case asked, Shelf shelf) =>
        ProviderTexts.Choose(lang, asked.Responsible == Responsible.Provider && asked.Provider is { } provider ? shelf.Ledger.Card(provider) : null, context.Request.Headers.AcceptLanguage);

    // With no-referrer a browser would hide the form's origin from us as well; this policy gives the origin and no path.
    private static Dictionary<string, object?> Guarded(HttpContext context, ProviderTexts texts, params IEnumerable<(string Name, object? Value)> more)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = "strict-origin";
        var parameters = new Dictionary<string, object?> { ["T"] = texts };
        foreach (var (name, value) in more) parameters[name] = value;
        return parameters;
    }
}
