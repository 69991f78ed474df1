using Griot.Record;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Griot.Feedback;

/// <summary>The door of the room.</summary>
public static class FeedbackRoom
{
    /// <summary>
    /// Everything that pages and commands need. The host provides the <see cref="ILedgerReader"/>, and the pages of
    /// Griot.Web; who opened the desk closes it.
    /// </summary>
    public static IServiceCollection AddFeedback(this IServiceCollection services, Desk desk, FeedbackSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Shelf>();
        return services.AddSingleton(desk).AddSingleton(settings)
            .AddSingleton(settings.Days).AddSingleton<CaseHistory>().AddSingleton<AcceptReply>().AddSingleton<RefuseCase>()
            .AddSingleton<AskLimits>().AddSingleton<AskQuestion>().AddSingleton<FollowCase>().AddSingleton<ListCases>()
            .AddSingleton<AnswerCase>().AddSingleton<AnswerByPage>().AddSingleton<PublishAnswer>().AddSingleton<CloseCase>().AddSingleton<ConfirmContact>().AddSingleton<ExplainWaiting>()
            .AddSingleton<IPublishedAnswers, PublishedAnswers>().AddSingleton<TellTrouble>().AddSingleton<TellSender>().AddSingleton<MailPump>();
    }

    /// <summary>The form beside every article, the house's own, the page of a case, the confirmation of a contact, and the page on which a question is answered.</summary>
    public static void MapFeedback(this IEndpointRouteBuilder routes)
    {
        AskEndpoints.Map(routes);
        CaseEndpoints.Map(routes);
        ConfirmEndpoints.Map(routes);
        AnswerEndpoints.Map(routes);
    }
}
