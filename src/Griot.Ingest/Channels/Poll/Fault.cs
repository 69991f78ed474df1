using Griot.Formats;
using Griot.Net;

namespace Griot.Ingest.Channels.Poll;

/// <summary>Why a poll brought no feed: a stable word, a sentence for the operator, and what came instead.</summary>
internal sealed record Fault(string Code, string Message, byte[]? Sample = null, string? SampleType = null)
{
    /// <summary>Bytes of a sample at most: enough to see what came, small enough for a mail.</summary>
    internal const int MostSample = 4096;

    /// <summary>As it is shown and kept with the channel.</summary>
    internal string Error => $"{Code}: {Message}";

    internal static Fault Of(FetchOutcome.Refused refused) => new(refused.Code, refused.Message);

    internal static Fault Of(FetchOutcome.Failed failed, string? address)
    {
        if (failed is not { Status: { } status, Answer: { } answer }) return new(failed.Code, failed.Message);
        var told = NonFeed.OfError(status, ShownAddress.Of(address) ?? "", answer.Signs, answer.Start) ?? new Incident(failed.Code, failed.Message);
        return new(told.Code, told.Message, Start(answer.Start), answer.ContentType);
    }

    /// <summary>A document that came whole and can't be read; where the reader says no more than that it is no feed, what it is instead.</summary>
    internal static Fault Of(Incident reason, FetchOutcome.Fetched fetched)
    {
        var told = reason.Code != IncidentCodes.NotAFeed ? reason : NonFeed.OfDocument(ShownAddress.Of(fetched.FinalAddress.AbsoluteUri)!, fetched.ContentType, fetched.Signs, fetched.Body);
        return new(told.Code, told.Message, Start(fetched.Body), fetched.ContentType);
    }

    internal static byte[] Start(byte[] body) => body.Length > MostSample ? body[..MostSample] : body;
}
