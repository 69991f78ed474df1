using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Griot.Net;

namespace Griot.Syndication.Hub;

/// <summary>
/// Asks callbacks whether it was they who asked (WebSub, section 5.3). Whoever names another's address as its callback makes us send
/// that address a few small requests a minute, and nothing else: a feed goes only to who has repeated a word that no one can guess.
/// </summary>
internal sealed class HubVerification(HubStore store, HubTopics topics, GuardedHttp http, HubOptions options, TimeProvider time)
{
    private const int Parallel = 16;
    private const int MostInAll = 120;
    private const int MostTries = 3;
    private const int ChallengeBytes = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly RateWindow knocks = new(time, MostInAll, options.MostKnocks);

    /// <summary>Asks those that are due; those for which there is no place wait.</summary>
    internal async Task PassAsync(CancellationToken cancellation)
    {
        var due = store.DueRequests(time.GetUtcNow()).Where(request => knocks.Enter(request.Address.IdnHost)).ToList();
        await System.Threading.Tasks.Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (request, ending) => await VerifyAsync(request, ending));
    }

    private async Task VerifyAsync(HubRequest request, CancellationToken cancellation)
    {
        var challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ChallengeBytes));
        var outcome = await http.CallAsync(
            new CallRequest { Method = HttpMethod.Get, Address = Question(request, challenge), UserAgent = options.UserAgent, OpenedNetworks = options.OpenedNetworks }, cancellation);
        switch (outcome)
        {
            case CallOutcome.Answered { Status: >= 200 and < 300 } answer when answer.Body.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(challenge)):
                store.Confirm(request, time.GetUtcNow() + TimeSpan.FromSeconds(request.Lease), (await topics.PageAsync(request.Topic))?.Hash);
                break;
            case CallOutcome.Answered { Status: >= 500 } or CallOutcome.Failed when request.Tries + 1 < MostTries:
                store.Postpone(request, time.GetUtcNow() + Pause);
                break;
            default:
                store.Drop(request);
                break;
        }
    }

    private static Uri Question(HubRequest request, string challenge)
    {
        var query = new StringBuilder(request.Callback).Append(request.Address.Query.Length > 0 ? '&' : '?')
            .Append("hub.mode=").Append(request.Mode).Append("&hub.topic=").Append(Uri.EscapeDataString(request.Topic)).Append("&hub.challenge=").Append(challenge);
        if (request.Mode == HubRequest.Subscribe) query.Append("&hub.lease_seconds=").Append(request.Lease.ToString(CultureInfo.InvariantCulture));
        return new Uri(query.ToString());
    }
}
