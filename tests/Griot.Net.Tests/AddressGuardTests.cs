using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace Griot.Net.Tests;

public sealed class AddressGuardTests
{
    private static readonly string[] SpecialNetworks =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ];

    private static readonly AddressGuard Shut = new(new GuardOptions());

    private static readonly AddressGuard WideOpen = new(new GuardOptions
    {
        AllowedNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
    });

    /// <summary>An address in one of the special networks: the network's bits, the rest at random.</summary>
    private static readonly Gen<IPAddress> Special =
        Gen.Select(Gen.Int[0, SpecialNetworks.Length - 1], Gen.UInt, (network, random) => Within(IPNetwork.Parse(SpecialNetworks[network]), random));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("2a00:1450::5efe:7f00:1")]
    [InlineData("2a00:1450::200:5efe:7f00:1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("198.19.255.255")]
    [InlineData("172.31.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("168.63.129.16")]
    public void N01_N03_N04_no_address_that_is_not_public(string address) =>
        Assert.False(Shut.Permits(IPAddress.Parse(address), 80, registered: true));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2a00:1450:4001:82f::200e")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700::1111")]
    public void A_public_address_may_be_reached_by_anyone(string address) =>
        Assert.Equal(AddressVerdict.Public, Shut.Judge(IPAddress.Parse(address), 80, registered: false));

    [Fact]
    public void Every_address_of_a_special_network_is_refused() =>
        Special.Sample(address => Shut.Judge(address, 80, registered: true) == AddressVerdict.Special);

    [Fact]
    public void No_IPv6_form_of_a_special_address_is_let_through_even_where_everything_is_opened() =>
        Special.Sample(address => Embeddings(address.GetAddressBytes())
            .All(form => IsOneOfItself(form) || WideOpen.Judge(form, 80, registered: true) == AddressVerdict.Embedded));

    [Fact]
    public void An_opened_network_holds_for_a_registered_address_and_for_nothing_else()
    {
        var guard = new AddressGuard(new GuardOptions { AllowedNetworks = [IPNetwork.Parse("10.1.0.0/16")] });

        Assert.Equal(AddressVerdict.Allowed, guard.Judge(IPAddress.Parse("10.1.2.3"), 80, registered: true));
        Assert.Equal(AddressVerdict.Special, guard.Judge(IPAddress.Parse("10.1.2.3"), 80, registered: false));
        Assert.Equal(AddressVerdict.Special, guard.Judge(IPAddress.Parse("10.2.2.3"), 80, registered: true));
    }

    [Fact]
    public void The_programs_own_ports_stay_shut_whatever_is_opened()
    {
        var guard = new AddressGuard(Fetching.Loopback with { OwnPorts = [8080] });

        Assert.Equal(AddressVerdict.OwnPort, guard.Judge(IPAddress.Loopback, 8080, registered: true));
        Assert.Equal(AddressVerdict.OwnPort, guard.Judge(IPAddress.IPv6Loopback, 8080, registered: true));
        Assert.Equal(AddressVerdict.OwnPort, guard.Judge(IPAddress.Parse("127.9.9.9"), 8080, registered: true));
        Assert.Equal(AddressVerdict.Allowed, guard.Judge(IPAddress.Loopback, 8081, registered: true));
        Assert.Equal(AddressVerdict.Public, guard.Judge(IPAddress.Parse("8.8.8.8"), 8080, registered: true));
    }

    private static IPAddress Within(IPNetwork network, uint random)
    {
        var fixedBits = BitConverter.ToUInt32([.. network.BaseAddress.GetAddressBytes().Reverse()]);
        var mask = uint.MaxValue << (32 - network.PrefixLength);
        return new IPAddress(BitConverter.GetBytes((fixedBits & mask) | (random & ~mask)).Reverse().ToArray());
    }

    /// <summary>:: and ::1 are the IPv4-compatible forms of 0.0.0.0 and 0.0.0.1, and are judged as what they are.</summary>
    private static bool IsOneOfItself(IPAddress form) => form.Equals(IPAddress.IPv6Any) || form.Equals(IPAddress.IPv6Loopback);

    private static IEnumerable<IPAddress> Embeddings(byte[] v4)
    {
        byte[] flipped = [.. v4.Select(part => (byte)~part)];
        yield return new IPAddress(v4).MapToIPv6();
        yield return Form(v4, 12);
        yield return Form(v4, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0);
        yield return Form(v4, 12, 0, 0x64, 0xff, 0x9b);
        yield return Form(v4, 12, 0, 0x64, 0xff, 0x9b, 0, 1);
        yield return Form(v4, 2, 0x20, 0x02);
        yield return Form(v4, 4, 0x20, 0x01, 0, 0);
        yield return Form(flipped, 12, 0x20, 0x01, 0, 0);
        yield return Form(v4, 12, 0x2a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xfe);
        yield return new IPAddress(Form(v4, 12, 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0x5e, 0xfe).GetAddressBytes(), 2);
    }

    private static IPAddress Form(byte[] v4, int at, params byte[] start)
    {
        var bytes = new byte[16];
        start.CopyTo(bytes, 0);
        v4.CopyTo(bytes, at);
        return new IPAddress(bytes) is { AddressFamily: AddressFamily.InterNetworkV6 } form ? form : throw new InvalidOperationException();
    }
}
