using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Griot.Net;

/// <summary>What the domain name system says of a name.</summary>
public abstract record TxtOutcome
{
    private TxtOutcome() { }

    /// <summary>Its TXT records, each with its strings joined (RFC 7208, 3.3).</summary>
    public sealed record Found(IReadOnlyList<string> Texts) : TxtOutcome;

    /// <summary>There is no such name, or it has no TXT record.</summary>
    public sealed record None() : TxtOutcome;

    /// <summary>No answer now: another time there may be one.</summary>
    public sealed record Unknown(string Reason) : TxtOutcome;
}

/// <summary>
/// TXT records, asked of the name servers of this machine: by UDP, by TCP where the answer is long. Nothing else is connected
/// to, so the address guard has no say in it. Safe for any number of callers.
/// </summary>
public sealed class TxtRecords
{
    private const int MostLetters = 253;
    private const int MostRecords = 20;

    private readonly LookupClient client;

    /// <summary>Asks the name servers of this machine, or the one that is given.</summary>
    /// <param name="server">Null for those of this machine.</param>
    /// <param name="patience">How long one question waits; it is asked three times. Null for 5 s.</param>
    public TxtRecords(IPEndPoint? server = null, TimeSpan? patience = null)
    {
        var options = server is null ? new LookupClientOptions() : new LookupClientOptions(server);
        options.Timeout = patience ?? TimeSpan.FromSeconds(5);
        options.Retries = 2;
        options.UseCache = true;
        options.MaximumCacheTimeout = TimeSpan.FromMinutes(10);
        options.UseTcpFallback = true;
        options.ThrowDnsErrors = false;
        client = new LookupClient(options);
    }

    /// <summary>Asks for the records of a name in ASCII.</summary>
    public async Task<TxtOutcome> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Length > MostLetters || name.AsSpan().ContainsAnyExceptInRange('!', '~')) return new TxtOutcome.None();
        try
        {
            var answer = await client.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
            if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain) return new TxtOutcome.Unknown($"the name server answered {answer.Header.ResponseCode}");
            List<string> texts = [.. answer.Answers.OfType<TxtRecord>().Take(MostRecords).Select(record => string.Concat(record.Text))];
            return texts.Count > 0 ? new TxtOutcome.Found(texts) : new TxtOutcome.None();
        }
        catch (Exception fault) when (fault is DnsResponseException or DnsXidMismatchException or ArgumentException or InvalidOperationException)
        {
            return new TxtOutcome.Unknown("no name server answered");
        }
    }
}
