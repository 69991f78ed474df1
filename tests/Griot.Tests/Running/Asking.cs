namespace Griot.Tests.Running;

/// <summary>A reader who asks a question, as a browser sends the form.</summary>
internal static class Asking
{
    internal static async Task<HttpResponseMessage> AskAsync(Site site, string page, string text, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page == "/fr/contact" ? page : page + "/ask", UriKind.Relative));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("text", text)]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change?.Invoke(request);
        return await site.SendAsync(request);
    }
}
