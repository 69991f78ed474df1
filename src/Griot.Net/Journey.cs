using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Griot.Net;

/// <summary>One fetch under way: where it is, how it came there, and how much time is left. Owned by one caller.</summary>
internal sealed class Journey(FetchRequest request)
{
    public const int MostHops = 5;
    private readonly Uri origin = WebAddress.Bare(request.Address);
    private readonly List<Hop> hops = [];
    private TimeSpan left = request.Deadline;

    public FetchRequest Request => request;

    /// <summary>The address to ask next, without user information and fragment.</summary>
    public Uri Here { get; private set; } = WebAddress.Bare(request.Address);

    public IReadOnlyList<Hop> Hops => hops;

    public bool IsTls => Here.Scheme == Uri.UriSchemeHttps;

    /// <summary>The allowance holds for the registered host and port, and for nothing a redirect leads to.</summary>
    public bool HasAllowance => request.RegisteredAddress && WebAddress.SameHostAndPort(Here, origin);

    /// <summary>Never below zero.</summary>
    public TimeSpan Left => left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool IsConditional => Validator(request.ETag) is not null || Validator(request.LastModified) is not null;

    public void Spend(TimeSpan time) => left -= time;

    /// <summary>Goes where the server points, or says why not.</summary>
    public FetchOutcome? Follow(int status, string? location)
    {
        if (location is null || location.Any(IsInvisible) || !Uri.TryCreate(Here, location, out var next))
            return new FetchOutcome.Failed("http-status", $"{WebAddress.Shown(Here)} answered {status} without a usable Location.", status);
        if (WebAddress.Refusal(next) is { } refused) return refused;
        return Refusal(next) ?? Go(status, WebAddress.Bare(next));
    }

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, Here)
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        Add(message.Headers, "User-Agent", request.UserAgent);
        Add(message.Headers, "Accept", request.Accept);
        Add(message.Headers, "Accept-Encoding", ContentCoding.Accepted);
        Add(message.Headers, "If-None-Match", Validator(request.ETag));
        Add(message.Headers, "If-Modified-Since", Validator(request.LastModified));
        Add(message.Headers, "Authorization", Credentials());
        return message;
    }

    private FetchOutcome.Refused? Refusal(Uri next)
    {
        if (IsTls && next.Scheme != Uri.UriSchemeHttps)
            return new("downgrade", $"{WebAddress.Shown(Here)} redirects from https to http.");
        if (hops.Count >= MostHops)
            return new("too-many-redirects", $"More than {MostHops} redirects, the last at {WebAddress.Shown(Here)}.");
        var target = WebAddress.Bare(next);
        return target == Here || hops.Exists(hop => hop.From == target)
            ? new("redirect-loop", $"{WebAddress.Shown(Here)} redirects back to {WebAddress.Shown(target)}.")
            : null;
    }

    private FetchOutcome? Go(int status, Uri next)
    {
        hops.Add(new Hop(status, Here, next));
        Here = next;
        return null;
    }

    /// <summary>Basic authentication (RFC 7617) from the user information, for the origin it was registered with and no other.</summary>
    private string? Credentials() =>
        request.Address.UserInfo.Length > 0 && WebAddress.SameOrigin(Here, origin)
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(request.Address.UserInfo)))}"
            : null;

    // Of an address whose host is written in such letters, .NET throws where it should say that it is none.
    private static bool IsInvisible(char letter) =>
        char.IsControl(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;

    private static string? Validator(string? text) => ResponseHeaders.IsValidator(text) ? text : null;

    private static void Add(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null) headers.TryAddWithoutValidation(name, value);
    }
}
