using System.Collections.Concurrent;
using Griot.Net;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Griot.Ingest.Channels.Mail;

/// <summary>Asks for the key of one signature, and keeps what the domain answered: it is sealed beside the mail.</summary>
internal sealed class DkimKey(Func<string, CancellationToken, Task<TxtOutcome>> txt) : DkimPublicKeyLocatorBase
{
    private const int MostRead = 256;
    private const int LongestRead = 4096;
    private static readonly ConcurrentDictionary<string, AsymmetricKeyParameter> Read = new(StringComparer.Ordinal);

    /// <summary>The record as the domain gave it; null before it was asked, and where it gave none.</summary>
    internal string? Record { get; private set; }

    /// <summary>The domain could not be asked now.</summary>
    internal string? Unknown { get; private set; }

    /// <summary>The domain says that it is trying DKIM out, and that a signature says nothing (<c>t=y</c>; RFC 6376, 3.6.1).</summary>
    internal bool IsTrial => Record is { } record && record.Split(';').Select(tag => tag.Split('=', 2)).Any(tag =>
        tag is [var name, var flags] && name.Trim() == "t" && flags.Split(':').Any(flag => flag.Trim() == "y"));

    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are asked for without blocking a thread.");

    public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default)
    {
        switch (await txt($"{selector}._domainkey.{domain}", cancellationToken))
        {
            case TxtOutcome.Found { Texts: [.., var record] found }:
                Record = found.FirstOrDefault(text => text.Contains("p=", StringComparison.Ordinal)) ?? record;
                return KeyOf(Record);
            case TxtOutcome.Unknown unknown:
                Unknown = unknown.Reason;
                break;
        }

        throw new FormatException("There is no key.");
    }

    // The library tries for 20 ms whether the modulus of an RSA key is a prime: once for each key is enough. The key depends on its
    // text alone. A stranger can fill the table with keys of its own, and gains nothing but that it is begun anew.
    private static AsymmetricKeyParameter KeyOf(string record)
    {
        if (Read.TryGetValue(record, out var known)) return known;
        var key = GetPublicKey(record);
        if (Read.Count >= MostRead) Read.Clear();
        if (record.Length <= LongestRead) Read[record] = key;
        return key;
    }
}
