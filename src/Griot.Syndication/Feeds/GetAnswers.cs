using Griot.Formats.Outgoing;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Feeds;

/// <summary>
/// The feed of readers' questions with their answers, of one provider or of all: the newest fifty. It hangs on the desk, where
/// answers are kept, as well as on the log; whoever mirrors the log alone has it not.
/// </summary>
internal sealed class GetAnswers(Shelf shelf, Addresses addresses, SyndicationSettings settings, WrittenPages pages, AnswerEntries entries, IPublishedAnswers answers)
{
    internal async Task<IResult> OfAllAsync(FeedForm form, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return await FreshAsync(form, null);
    }

    internal async Task<IResult> OfProviderAsync(FeedForm form, string name, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        // As everywhere else, no provider is called so.
        if (name == "all") return await FreshAsync(form, null);
        return shelf.Ledger.CardBySlug(name) switch
        {
            null => Problem.NotFound.Answer(context),
            { } card when card.Slug != name => Moved(form, card, context),
            { } card => await FreshAsync(form, card),
        };
    }

    private Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Moved(FeedForm form, ProviderCard card, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Redirect(addresses.Answers(card.Slug, form.Extension), permanent: true);
    }

    // Of the two sizes, each makes a page that was written before it old.
    private Task<FreshBytes> FreshAsync(FeedForm form, ProviderCard? provider)
    {
        var (version, size) = (answers.Version, shelf.Ledger.Size);
        var self = addresses.Answers(provider?.Slug, form.Extension);
        return pages.TakeAsync($"{self} {version}", size, () => new FreshBytes(form.Write(Feed(provider, self)), form.MediaType + "; charset=utf-8"));
    }

    // What readers of feeds see in their list, in the provider's language or in that of the house's first edition.
    private static string Words(string language) => language.Split('-')[0] switch
    {
        "fr" => "Questions et réponses",
        "pt" => "Perguntas e respostas",
        "ar" => "أسئلة وأجوبة",
        "sw" => "Maswali na majibu",
        _ => "Questions and answers",
    };

    private OutgoingFeed Feed(ProviderCard? provider, string self)
    {
        var shown = entries.Newest(provider?.Id, settings.FeedSize);
        return new OutgoingFeed
        {
            Id = Addresses.Urn("feed", (provider?.Id ?? "all") + ":answers"),
            Title = provider is null ? $"{Words(settings.Editions[0])} - {settings.Name}" : $"{Words(provider.Languages is [var first, ..] ? first : settings.Editions[0])} - {ShownText.Line(provider.Name)} - {settings.Name}",
            Operator = settings.Name,
            Home = provider is null ? addresses.Home(language: null) : addresses.Provider(provider),
            Self = self,
            Updated = shown.Select(entry => entry.Updated).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
            Entries = shown,
        };
    }
}
