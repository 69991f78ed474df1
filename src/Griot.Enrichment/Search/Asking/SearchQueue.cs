using System.Net;
using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Who waits for a place of the search: so many in all, and of them so many from one address, so that whoever asks without end keeps
/// the others from nothing. Without a proxy that is trusted, all that come through it are one address (docs/operating/behind-a-proxy.md).
/// </summary>
internal sealed class SearchQueue
{
    internal const int Most = 64;
    internal const int MostOfOne = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> senders = [];
    private int waiting;

    /// <summary>False where there is no place to wait in. Who comes without an address has no share that could be full.</summary>
    internal bool Enter(IPAddress? sender)
    {
        lock (gate)
        {
            if (waiting >= Most) return false;
            if (sender is not null)
            {
                var from = Neighbourhood.Of(sender);
                if (senders.GetValueOrDefault(from) >= MostOfOne) return false;
                senders[from] = senders.GetValueOrDefault(from) + 1;
            }

            waiting++;
            return true;
        }
    }

    /// <summary>Gives back what was entered.</summary>
    internal void Leave(IPAddress? sender)
    {
        lock (gate)
        {
            waiting--;
            if (sender is null) return;
            var from = Neighbourhood.Of(sender);
            if (--senders[from] == 0) senders.Remove(from);
        }
    }
}
