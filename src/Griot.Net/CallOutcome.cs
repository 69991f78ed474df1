namespace Griot.Net;

/// <summary>What came of a call. Messages hold no user information and no query, so that they may be logged.</summary>
public abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>There was an answer, whatever it says; a redirect is one too, and is not followed.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The start of the body, as far as the call wanted it and it came.</param>
    /// <param name="RetryAfter">How long the server asked to be left alone: 0 to 24 hours, or null.</param>
    /// <param name="Took">From its turn at the host to the end of what was read.</param>
    public sealed record Answered(int Status, byte[] Body, TimeSpan? RetryAfter, TimeSpan Took) : CallOutcome;

    /// <summary>It went wrong. Codes as in <see cref="FetchOutcome.Failed"/>, and <c>busy</c>: its turn at the host did not come, nothing was sent.</summary>
    public sealed record Failed(string Code, string Message) : CallOutcome;

    /// <summary>This program would not go there. Codes as in <see cref="FetchOutcome.Refused"/>.</summary>
    public sealed record Refused(string Code, string Message) : CallOutcome;
}
