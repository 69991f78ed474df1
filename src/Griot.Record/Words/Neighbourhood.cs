using System.Net;
using System.Net.Sockets;

namespace Griot.Record;

/// <summary>Whom an address stands for, where places are shared out: a household has one of the old kind, and a /64 of the new.</summary>
public static class Neighbourhood
{
    /// <summary>The same for everybody who sends from there.</summary>
    public static IPAddress Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
