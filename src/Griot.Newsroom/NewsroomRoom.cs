using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Mail;
using Griot.Newsroom.Links;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Griot.Newsroom;

/// <summary>Draws a picture anew as readers will see it (<c>image/webp</c>), outside this process; null for what is none.</summary>
public delegate Task<byte[]?> DrawPicture(ReadOnlyMemory<byte> file, CancellationToken cancellation);

/// <summary>The door of the room.</summary>
public static class NewsroomRoom
{
    /// <summary>Where the page of a link stands, as a path from the site's root.</summary>
    public static string PathOf(string token) => $"/provide/{token}";

    internal static string FileOf(string token, string key) => $"{PathOf(token)}/file/{key}";

    /// <summary>Where a provider says that a held mail is its own, as a path from the site's root.</summary>
    public static string PathOfHeld(string secret) => $"/provide/mail/{secret}";

    /// <summary>Maps the page by which a provider confirms a held mail.</summary>
    /// <param name="routes">The site.</param>
    /// <param name="door">What is held.</param>
    /// <param name="confirm">Takes it in, once, and tells whoever is to be told.</param>
    public static void MapHeldMails(this IEndpointRouteBuilder routes, MailDoor door, Func<string, CancellationToken, Task<MailResult>> confirm)
    {
        var pages = new HeldMailPages(door, confirm);
        routes.MapPage("/provide/mail/{secret}", pages.Show);
        routes.MapPost("/provide/mail/{secret}", pages.PostAsync);
    }

    /// <summary>Maps the page of one-time links. Somebody else gives <see cref="WebRoom.AddWeb"/>.</summary>
    public static void MapNewsroom(this IEndpointRouteBuilder routes, ProviderLinks links, HandedDoor door, Shelf shelf, TimeProvider time, DrawPicture? drawn = null)
    {
        var pages = new LinkPages(links, door, shelf, time, drawn ?? ((_, _) => Task.FromResult<byte[]?>(null)));
        routes.MapPage("/provide/{token}", pages.Show);
        routes.MapPost("/provide/{token}", pages.PostAsync);
        routes.MapPage("/provide/{token}/file/{key}", pages.ShowFileAsync);
    }
}
