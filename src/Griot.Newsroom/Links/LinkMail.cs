using Griot.Record;
using Griot.Web;

namespace Griot.Newsroom.Links;

/// <summary>The mail that carries a link, in the provider's own language where it is one of the five.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record LinkMail(string Subject, string Text)
{
    /// <summary>Writes it.</summary>
    public static LinkMail Of(ProviderCard card, HouseSettings house, string token, DateTimeOffset expires)
    {
        var texts = LinkTexts.Choose(null, card.Languages, default);
        return new LinkMail(
            texts["mail.subject", house.Name],
            texts["mail.text", house.Name, card.ShownName, LinkTexts.Moment(expires), house.Absolute(NewsroomRoom.PathOf(token))]);
    }
}
