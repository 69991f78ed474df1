using Microsoft.AspNetCore.Builder;

namespace Griot.Web;

/// <summary>
/// Says of an endpoint that what it answers is a function of the ledger, of what <see cref="Griot.Record.PageReads"/> notes besides, of
/// its path and of these parameters of the query: the same for every reader, so that it may be kept and given to the next.
/// </summary>
/// <param name="Parameters">The parameters that it goes by; it gets to see no others.</param>
public sealed record KeptPage(IReadOnlyList<string> Parameters);

/// <summary>How a page says that it may be kept. Whoever says nothing is asked each time.</summary>
public static class KeptPages
{
    /// <summary>The answers of this endpoint may be kept. Never for what holds a secret, a form's token, or anything of one reader's own.</summary>
    public static RouteHandlerBuilder Kept(this RouteHandlerBuilder page, params string[] parameters)
    {
        if (Array.Find(parameters, name => !PageKey.Parameters.Contains(name)) is { } unknown) throw new ArgumentException($"“{unknown}” is no parameter that addresses of kept pages have", nameof(parameters));
        return page.WithMetadata(new KeptPage(parameters));
    }
}
