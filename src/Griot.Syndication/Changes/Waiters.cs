using System.Net;
using Griot.Record;

namespace Griot.Syndication.Changes;

/// <summary>
/// Who waits for the log to grow: so many at once, and of them so many from one address, so that nobody takes every place.
/// A request that does not wait needs none.
/// </summary>
internal sealed class Waiters(int most, int mostOfOne)
{
    private readonly Lock turn = new();
    private readonly Dictionary<IPAddress, int> places = [];
    private int taken;

    /// <summary>Takes a place, or says why there is none. Whoever disposes of the place gives it back, once.</summary>
    internal IDisposable? Enter(IPAddress? address, out Problem? refusal)
    {
        var from = Neighbourhood.Of(address ?? IPAddress.None);
        lock (turn)
        {
            refusal = places.GetValueOrDefault(from) >= mostOfOne ? Problem.TooManyOfYours : taken >= most ? Problem.TooManyWait : null;
            if (refusal is not null) return null;
            places[from] = places.GetValueOrDefault(from) + 1;
            taken++;
            return new Place(this, from);
        }
    }

    private void Leave(IPAddress from)
    {
        lock (turn)
        {
            taken--;
            if (--places[from] == 0) places.Remove(from);
        }
    }

    private sealed class Place(Waiters waiters, IPAddress from) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0) waiters.Leave(from);
        }
    }
}
