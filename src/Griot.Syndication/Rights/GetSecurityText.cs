using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Rights;

/// <summary>
/// <c>/.well-known/security.txt</c> (RFC 9116): where whoever finds a hole in the site can say so. It ends some months from the day
/// on which it is asked for: what an abandoned house says is not believed for ever.
/// </summary>
internal sealed class GetSecurityText(Addresses addresses, SyndicationSettings settings, TimeProvider time)
{
    private const int Days = 180;

    internal IResult Answer(HttpContext context) => new FreshBytes(Encoding.UTF8.GetBytes(Write()), "text/plain; charset=utf-8");

    private string Write() =>
        $"Contact: {settings.SecurityContact ?? addresses.Contact}\nExpires: {Expires}\nPreferred-Languages: {string.Join(", ", settings.Editions)}\nCanonical: {addresses.SecurityText}\n";

    private string Expires => time.GetUtcNow().UtcDateTime.Date.AddDays(Days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
