using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>
/// Cheap answers to those who have a page already. A page changes when its ledger does, so the ledger's size and whatever
/// else went into it make its tag; the program's build, settings and words are part of it as well, and what its foot says of the log.
/// </summary>
public sealed class Freshness(HouseSettings house, LogWatch watch)
{
    private readonly string build = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(Freshness).Assembly.ManifestModule.ModuleVersionId}\n{house}\n{Editions.Mark}")).AsSpan(0, 5));

    /// <summary>Another one whenever pages may be others though the ledger and what is kept beside it are not.</summary>
    public string Mark => build + watch.Mark;

    /// <summary>
    /// Marks the answer as good for a moment and returns true where the reader has this very page: the caller answers
    /// 304 and renders nothing.
    /// </summary>
    public bool IsKnown(HttpContext context, long ledgerSize, string? more = null)
    {
        var tag = new EntityTagHeaderValue($"\"{build}-{ledgerSize.ToString(CultureInfo.InvariantCulture)}{watch.Mark}{more}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = MadeAnswer.Keeping;
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
    }

    /// <summary>The page, or 304 where the reader has it.</summary>
    public IResult Answer(HttpContext context, long ledgerSize, Func<IResult> page, string? more = null) =>
        IsKnown(context, ledgerSize, more) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : page();
}
