using Griot.Ingest.Channels.Mail;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Newsroom.Links;

/// <summary>
/// The page by which a provider's confirmed contact says that a held mail is its own. Looking changes nothing, since mail
/// scanners follow links; the button takes the mail in, once.
/// </summary>
internal sealed class HeldMailPages(MailDoor door, Func<string, CancellationToken, Task<MailResult>> confirm)
{
    internal IResult Show(string secret, string? lang, HttpContext context)
    {
        LinkPages.Guard(context);
        var held = door.Held(secret);
        var texts = HeldTexts.Choose(lang, held?.Provider.Languages ?? [], context.Request.Headers.AcceptLanguage);
        return held is null ? Closed(texts) : Page.Of<HeldMailPage>(new Dictionary<string, object?> { ["T"] = texts, ["Held"] = held });
    }

    internal async Task<IResult> PostAsync(string secret, string? lang, HttpContext context)
    {
        LinkPages.Guard(context);
        var held = door.Held(secret);
        var texts = HeldTexts.Choose(lang, held?.Provider.Languages ?? [], context.Request.Headers.AcceptLanguage);
        if (held is null) return Closed(texts);
        // What has begun is ended, even where the browser has gone.
        var done = await confirm(secret, CancellationToken.None);
        return done.Deed is MailDeed.Unknown ? Closed(texts) : Page.Of<HeldDonePage>(
            new Dictionary<string, object?> { ["T"] = texts, ["Held"] = held, ["Done"] = done }, done.Code == MailDoor.Frozen ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static IResult Closed(HeldTexts texts) => Page.Of<HeldDonePage>(new Dictionary<string, object?> { ["T"] = texts }, StatusCodes.Status410Gone);
}
