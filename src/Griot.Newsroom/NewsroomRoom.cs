using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Handed;
using Griot.Newsroom.Links;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Griot.Newsroom;

/// <summary>The door of the room.</summary>
public static class NewsroomRoom
{
    /// <summary>Where the page of a link stands, as a path from the site's root.</summary>
    public static string PathOf(string token) => $"/provide/{token}";

    /// <summary>Maps the page of one-time links. Somebody else gives <see cref="WebRoom.AddWeb"/>.</summary>
    public static void MapNewsroom(this IEndpointRouteBuilder routes, ProviderLinks links, HandedDoor door, Shelf shelf, TimeProvider time)
    {
        var pages = new LinkPages(links, door, shelf, time);
        routes.MapPage("/provide/{token}", pages.Show);
        routes.MapPost("/provide/{token}", pages.PostAsync);
    }
}
