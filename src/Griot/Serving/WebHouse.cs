using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Feedback;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Push;
using Griot.Ingest.Channels.WebSub;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Media;
using Griot.Net;
using Griot.Newsroom;
using Griot.Record;
using Griot.Site;
using Griot.Syndication;
using Griot.Syndication.Hub;
using Griot.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Griot.Serving;

/// <summary>The public site of a data folder: every page, feed and answer, on one address.</summary>
internal static class WebHouse
{
    private static readonly SemaphoreSlim Drawing = new(1);

    /// <summary>The edition in which a piece of this language is read best: its own where there is one, else the first.</summary>
    internal static string EditionFor(string? language) => Editions.Home(language).Code;

    /// <summary>Builds the site; once started it listens, or answers by a server that was given.</summary>
    internal static WebApplication Build(LedgerStore ledger, string data, ILogReader log, Desk desk, Settings settings, bool isDemonstration, Signer signer, MailDesk? mails, IMediaViews media, HouseHubs hubs, IServer? server = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        Logs.Configure(builder.Logging);
        builder.WebHost.ListenForReaders(settings.Listen);
        builder.WebHost.ConfigureKestrel(Limit);
        if (server is not null) builder.Services.AddSingleton(server);
        var house = settings.House(isDemonstration);
        builder.Services.AddSingleton<ILedgerReader>(ledger).AddSingleton(log).AddSingleton(media);
        builder.Services.AddEnrichment(data, isReading: server is not null);
        // Whoever copies the whole site asks for each page once.
        builder.Services.AddWeb(house, server is null ? settings.Keeping : new KeepingOptions { Bytes = 0 }).AddSite();
        builder.Services.AddFeedback(desk, Feedback(settings, house));
        builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, settings.TrustedProxies));
        var syndication = new SyndicationSettings { PublicUrl = settings.PublicUrl, Name = settings.Name, Editions = [.. Editions.All.Select(edition => edition.Code)], SecurityContact = settings.SecurityContact, LabelName = SiteRoom.NameOf };
        builder.Services.AddSingleton(services => hubs.Own(services, syndication));
        var site = builder.Build();
        if (settings.TrustedProxies.Count > 0) site.UseForwardedHeaders();
        site.UseWeb();
        site.MapWeb();
        site.MapSite();
        site.MapFeedback();
        site.MapSyndication(site.Services.GetRequiredService<Shelf>(), log, syndication, media, site.Services.GetRequiredService<FeedHub>(), site.Services.GetRequiredService<ArticleSearch>(), site.Services.GetRequiredService<PieceMonths>(), site.Services.GetRequiredService<IChangeWords>(), site.Services.GetRequiredService<IPublishedAnswers>());
        site.MapNewsroom(new ProviderLinks(ledger, TimeProvider.System), new HandedDoor(ledger, TimeProvider.System), site.Services.GetRequiredService<Shelf>(), TimeProvider.System, Drawn);
        if (mails is not null) site.MapHeldMails(mails.Door, mails.ConfirmAsync);
        site.MapPush(ledger, TimeProvider.System, settings.PublicUrl);
        site.MapWebSub(ledger, hubs.Nudges, TimeProvider.System);
        Machines.Map(site, ledger, signer);
        return site;
    }

    internal static FeedbackSettings Feedback(Settings settings, HouseSettings house) =>
        new() { House = house, Mailer = settings.Mail is { } mail ? new Mailer(mail) : null, OperatorMail = settings.OperatorMail, Days = settings.AnswerDays };

    // The smallest size, for whoever looks at what is to be sent. One after the other: a cage takes memory.
    private static async Task<byte[]?> Drawn(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        await Drawing.WaitAsync(cancellation);
        try
        {
            return await new Workshop(TimeProvider.System).MakeAsync("image/*", file.ToArray(), cancellation) is WorkOutcome.Done { Made.Pictures: [var smallest, ..] } ? smallest.Bytes : null;
        }
        finally
        {
            Drawing.Release();
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
    }

    // Only the address of a client is taken from a proxy, and only from a trusted one: names come from --public-url.
    private static void Trust(ForwardedHeadersOptions options, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        if (proxies.Count == 0) options.ForwardedHeaders = ForwardedHeaders.None;
    }
}
