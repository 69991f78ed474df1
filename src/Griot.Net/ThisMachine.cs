using System.Net;

namespace Griot.Net;

/// <summary>Names and addresses of this very machine: to a server there, mail may travel without TLS.</summary>
internal static class ThisMachine
{
    internal static bool Is(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
