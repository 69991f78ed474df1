using Griot.Net;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>What the operator says of how cases travel.</summary>
public sealed record FeedbackSettings
{
    public required HouseSettings House { get; init; }

    /// <summary>The way to the operator's relay; null where none is set: then every case waits on the desk.</summary>
    public Mailer? Mailer { get; init; }
}
