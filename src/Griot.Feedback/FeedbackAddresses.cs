using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>The addresses that only this room's mails hold.</summary>
internal static class FeedbackAddresses
{
    /// <summary>Where a contact says that mail may come, in the language of the mail.</summary>
    internal static string ConfirmContact(ProviderTexts texts, string token) => $"/case/contact/{token}?lang={texts.Code}";

    /// <summary>Where a question is answered: below <c>/case/</c>, so that no log holds the token.</summary>
    internal static string Answer(string token) => $"/case/answer/{token}";

    /// <summary>The edition of a provider's first language, else the English one.</summary>
    internal static Edition EditionFor(ProviderCard? card) =>
        Editions.Find(card?.Languages is [var language, ..] ? Tag.Primary(language) : null) ?? Editions.Find("en") ?? Editions.First;
}
