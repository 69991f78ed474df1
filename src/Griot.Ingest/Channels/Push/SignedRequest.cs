using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Griot.Ingest.Channels.Push;

/// <summary>
/// A request as its signature sees it. Its authority and scheme are those of the house's public address: a proxy may have
/// changed the Host header, and a stranger may have chosen it.
/// </summary>
internal sealed class SignedRequest(HttpRequest request, Uri publicUrl)
{
    /// <summary>The signature base (RFC 9421, section 2.5), or null where it covers what this request does not have.</summary>
    internal byte[]? Base(SignatureInput input)
    {
        var lines = new StringBuilder();
        foreach (var name in input.Components)
        {
            if (Value(name) is not { } value) return null;
            lines.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.Append("\"@signature-params\": ").Append(input.Written()).ToString());
    }

    private string? Value(string component) => component switch
    {
        "@method" => request.Method,
        "@authority" => Authority,
        "@scheme" => publicUrl.Scheme,
        "@path" => Path,
        "@query" => request.QueryString.HasValue ? request.QueryString.Value : "?",
        "@request-target" => Path + request.QueryString.Value,
        "@target-uri" => $"{publicUrl.Scheme}://{Authority}{Path}{request.QueryString.Value}",
        ['@', ..] => null,
        _ => Header(component),
    };

    // In ASCII, and without a usual port, as clients write it.
    private string Authority => publicUrl.IdnHost + (publicUrl.IsDefaultPort ? "" : $":{publicUrl.Port}");

    private string Path => UriHelper.BuildRelative(request.PathBase, request.Path);

    // Section 2.1: each line without the blanks around it, all of them joined.
    private string? Header(string name) =>
        name.Any(char.IsAsciiLetterUpper) || !request.Headers.TryGetValue(name, out var lines) ? null : string.Join(", ", lines.Select(line => line?.Trim()));
}
