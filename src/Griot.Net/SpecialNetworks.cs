using System.Net;
using System.Net.Sockets;

namespace Griot.Net;

/// <summary>
/// The networks no public host lives in, after IANA's special-purpose address registries (RFC 6890 and its updates).
/// IPv6 is judged the other way round: only 2000::/3 is given out at all, and parts of it are taken away again.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly IPNetwork[] SpecialIPv4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // The address at which a large cloud serves its machines their secrets; it looks public and is not.
        "168.63.129.16/32");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialIPv6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>
    /// Forms that carry an IPv4 address which somebody on the way may unpack: compatible, SIIT, NAT64, Teredo, 6to4. The
    /// mapped form is asked for by itself: <see cref="IPNetwork"/> says that ::ffff:0:0/96 holds no mapped address.
    /// </summary>
    private static readonly IPNetwork[] Carriers = Parse(
        "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16");

    /// <summary>True where the address is one that a host on the public internet can have.</summary>
    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Holds(SpecialIPv4, address),
        AddressFamily.InterNetworkV6 => GlobalUnicast.Contains(address) && !Holds(SpecialIPv6, address) && !CarriesIPv4(address),
        _ => false,
    };

    /// <summary>True for an IPv6 address with an IPv4 address inside; <c>::</c> and <c>::1</c> are themselves.</summary>
    public static bool CarriesIPv4(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
        && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.IPv6Loopback)
        && (address.IsIPv4MappedToIPv6 || Holds(Carriers, address) || IsIsatap(address));

    /// <summary>RFC 5214, section 6.1: the lower half starts with 0000:5efe or 0200:5efe and ends with an IPv4 address.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out _) && bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    }

    private static bool Holds(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
            if (network.Contains(address)) return true;
        return false;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
