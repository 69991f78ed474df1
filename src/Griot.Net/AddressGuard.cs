using System.Net;
using System.Net.NetworkInformation;

namespace Griot.Net;

/// <summary>What the operator has opened, and what stays shut whatever is opened.</summary>
public sealed record GuardOptions
{
    /// <summary>
    /// Networks that a fetch of a channel's registered address may reach although they are not public. They hold for the
    /// host and port of that address alone.
    /// </summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>The ports the program listens on: never fetched from, on any address of this machine or outside the public net.</summary>
    public IReadOnlyList<int> OwnPorts { get; init; } = [];
}

/// <summary>What the guard says of one resolved address.</summary>
public enum AddressVerdict
{
    /// <summary>A public address: may be connected to.</summary>
    Public,

    /// <summary>Not public, but in a network the operator opened, and asked for by a registered address.</summary>
    Allowed,

    /// <summary>In a special-purpose network.</summary>
    Special,

    /// <summary>An IPv6 form with an IPv4 address inside: refused outright, whatever it carries and whatever is opened.</summary>
    Embedded,

    /// <summary>A port of this program.</summary>
    OwnPort,
}

/// <summary>
/// Decides on one resolved address. It is asked at the moment of connecting, for every hop, and the address it was asked
/// about is the one that is connected to: a name that resolves differently a moment later gains nothing.
/// </summary>
public sealed class AddressGuard(GuardOptions options)
{
    /// <summary>Judges an address and port.</summary>
    /// <param name="address">As resolved, never a name.</param>
    /// <param name="port">The TCP port to be connected to.</param>
    /// <param name="registered">True where host and port are those of a channel's registered address, so that the opened networks count.</param>
    public AddressVerdict Judge(IPAddress address, int port, bool registered)
    {
        if (SpecialNetworks.CarriesIPv4(address)) return AddressVerdict.Embedded;
        var isPublic = SpecialNetworks.IsPublic(address);
        if (options.OwnPorts.Contains(port) && (!isPublic || IsOfThisMachine(address))) return AddressVerdict.OwnPort;
        if (isPublic) return AddressVerdict.Public;
        return registered && IsOpened(address) ? AddressVerdict.Allowed : AddressVerdict.Special;
    }

    /// <summary>True for an address that may be connected to.</summary>
    public bool Permits(IPAddress address, int port, bool registered) =>
        Judge(address, port, registered) is AddressVerdict.Public or AddressVerdict.Allowed;

    private bool IsOpened(IPAddress address)
    {
        foreach (var network in options.AllowedNetworks)
            if (network.Contains(address)) return true;
        return false;
    }

    /// <summary>Reads the interfaces anew each time: they change, and this is asked only for the program's own ports.</summary>
    private static bool IsOfThisMachine(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));
}
