using System.Globalization;
using System.Net;
using System.Text;
using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication.Hub;

/// <summary>
/// <c>POST /hub</c> (WebSub, section 5): takes a request up, and says no more than that. What comes of it is decided by whether its
/// callback says yes when it is asked.
/// </summary>
internal sealed class PostHub(HubStore store, HubTopics topics, HubOptions options, Uri publicUrl, TimeProvider time)
{
    private const int LargestForm = 16 * 1024;
    private const int LongestAddress = 2_048;
    private const int LongestSecret = 199;
    private const int MostInAll = 1_200;
    private const long ShortestLease = 3_600;
    private const long UsualLease = 10 * 24 * 3_600;
    private const long LongestLease = 30 * 24 * 3_600;

    private readonly RateWindow clients = new(time, MostInAll, options.MostOfClient);
    private readonly RateWindow newcomers = new(time, options.Most, options.MostNewOfClient, TimeSpan.FromDays(1));

    internal async Task<IResult> AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!clients.Enter(Client(context.Connection.RemoteIpAddress))) return Full(Problem.TooManyRequests, context);
        if (context.Request.ContentLength > LargestForm) return Problem.TooLarge.Answer(context);
        if (!IsForm(context.Request.ContentType)) return Problem.NotThisForm.With("A form (application/x-www-form-urlencoded) in UTF-8 is wanted.").Answer(context);
        if (await FormAsync(context) is not { } form) return Problem.BadParameter.With("The form can't be read.").Answer(context);
        var (request, fault) = Read(form);
        return request is null ? Problem.BadParameter.With(fault).Answer(context) : Take(request, context);
    }

    private IResult Take(HubRequest request, HttpContext context)
    {
        var isKnown = store.Has(request.Callback, request.Topic);
        // Nothing to end, nobody to be asked.
        if (request.Mode == HubRequest.Unsubscribe && !isKnown) return Results.StatusCode(StatusCodes.Status202Accepted);
        var (all, ofHost, waiting) = store.Count(request.Address.IdnHost);
        if (!isKnown && (all >= options.Most || ofHost >= options.MostOfHost || waiting >= options.MostWaiting)) return Full(Problem.HubFull, context);
        if (!isKnown && !newcomers.Enter(Client(context.Connection.RemoteIpAddress))) return Full(Problem.TooManyRequests, context);
        store.Ask(request, time.GetUtcNow());
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private (HubRequest? Request, string Fault) Read(IFormCollection form)
    {
        if (form["hub.mode"].ToString() is not (HubRequest.Subscribe or HubRequest.Unsubscribe) || form["hub.mode"].Count != 1) return (null, "hub.mode is subscribe or unsubscribe.");
        if (form["hub.topic"] is not [{ } topic] || !topics.Has(topic)) return (null, "hub.topic is the address of a feed of this house: the newest page, as its rel=self says.");
        if (form["hub.callback"] is not [{ } callback] || CallbackOf(callback) is not { } address) return (null, "hub.callback is an http or https address, not of this house, without password and fragment.");
        var secret = form["hub.secret"].ToString();
        if (Encoding.UTF8.GetByteCount(secret) > LongestSecret) return (null, "hub.secret is shorter than 200 bytes.");
        var lease = long.TryParse(form["hub.lease_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, ShortestLease, LongestLease) : UsualLease;
        return (new HubRequest(OpaqueId.New(), address, topic, form["hub.mode"]!, secret.Length == 0 ? null : secret, lease, 0), "");
    }

    // Whether it may be gone to is judged when it is connected to, by the address that its name leads to then.
    private string? CallbackOf(string text)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
        return address.UserInfo.Length > 0 || address.Fragment.Length > 0 || HostOf(address) is not { } host || (host == HostOf(publicUrl) && address.Port == publicUrl.Port) ? null : address.AbsoluteUri;
    }

    // A host may be one for Uri and none for IDN: an unassigned letter, a broken xn-- label.
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // Of a charset that it does not know the framework throws while it reads the form.
    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap) cap.MaxRequestBodySize = LargestForm;
        try
        {
            return await context.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 64, KeyLengthLimit = 256, ValueLengthLimit = LargestForm, BufferBodyLengthLimit = LargestForm }, context.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static IResult Full(Problem problem, HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return problem.Answer(context);
    }

    // One IPv6 subscriber has 2^64 addresses: they are one client.
    private static string Client(IPAddress? address)
    {
        if (address is null) return "-";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.GetAddressBytes() is { Length: 16 } bytes ? Convert.ToHexStringLower(bytes.AsSpan(0, 8)) : plain.ToString();
    }
}
