using Griot.Web;

namespace Griot.Feedback;

/// <summary>The one address that only this room's mails hold.</summary>
internal static class FeedbackAddresses
{
    internal static string ConfirmContact(Edition edition, string token) => $"/{edition.Code}/case/contact/{token}";
}
