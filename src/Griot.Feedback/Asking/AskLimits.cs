using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Griot.Feedback;

/// <summary>
/// How much may be asked: 5 questions in 10 minutes from one sender, 15 from a /48 of IPv6, which one household may have, 60 a
/// minute from all. Senders are known by a hash of their address under a key that lives and dies with the process; nothing
/// of it is ever stored. Memory is bounded by the limits themselves. Safe for any number of callers.
/// </summary>
public sealed class AskLimits(TimeProvider time)
{
    private const int MostFromOne = 5;
    private const int MostFromSite = 15;
    private const int MostFromAll = 60;
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan OfOne = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OfAll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OfDuplicates = TimeSpan.FromMinutes(10);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset At, UInt128 Sender, UInt128 Site)> taken = [];
    private readonly Queue<(DateTimeOffset At, UInt128 Question)> order = [];
    private readonly Dictionary<UInt128, string> references = [];

    /// <summary>
    /// Admits a question under its new reference, or says under which one the same sender has sent the same form within
    /// ten minutes, or how long there is no place. All in one step: a form that is sent twice at once is one question.
    /// </summary>
    /// <param name="sender">Where it came from.</param>
    /// <param name="item">What it is about.</param>
    /// <param name="form">The form with all that was typed into it; null for one that can't be known again.</param>
    /// <param name="reference">Under which it will be kept.</param>
    internal Admission Admit(IPAddress? sender, string? item, string? form, string reference)
    {
        var (who, site) = (Hash(Network(sender), null, ""), Hash(Site(sender), null, ""));
        UInt128? what = form is null ? null : Hash(Network(sender), item, form);
        lock (gate)
        {
            Forget();
            if (what is { } known && references.TryGetValue(known, out var earlier)) return new Admission(earlier, null);
            if (Wait(who, site) is { } wait) return new Admission(null, wait);
            var now = time.GetUtcNow();
            taken.Enqueue((now, who, site));
            if (what is { } once)
            {
                order.Enqueue((now, once));
                references.Add(once, reference);
            }

            return new Admission(null, null);
        }
    }

    /// <summary>The question was not kept after all: it may be asked again.</summary>
    internal void Release(IPAddress? sender, string? item, string? form)
    {
        if (form is null) return;
        lock (gate) references.Remove(Hash(Network(sender), item, form));
    }

    private TimeSpan? Wait(UInt128 sender, UInt128 site)
    {
        var now = time.GetUtcNow();
        var recent = taken.Where(one => one.At > now - OfAll).ToList();
        if (recent.Count >= MostFromAll) return recent[0].At + OfAll - now;
        if (Over(one => one.Sender == sender, MostFromOne) is { } own) return own - now;
        return Over(one => one.Site == site, MostFromSite) - now;
    }

    private DateTimeOffset? Over(Func<(DateTimeOffset At, UInt128 Sender, UInt128 Site), bool> isOf, int most) =>
        taken.Where(isOf).ToList() is { } own && own.Count >= most ? own[^most].At + OfOne : null;

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (taken.TryPeek(out var oldest) && oldest.At <= now - OfOne) taken.Dequeue();
        while (order.TryPeek(out var oldest) && (oldest.At <= now - OfDuplicates || order.Count > MostRemembered))
            references.Remove(order.Dequeue().Question);
    }

    private UInt128 Hash(string sender, string? item, string text)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{sender}\n{item}\n{text}"));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    // One IPv6 subscriber has 2^64 addresses: they are one sender.
    private static string Network(IPAddress? sender) => Head(sender, 8);

    private static string Site(IPAddress? sender) => "site " + Head(sender, 6);

    private static string Head(IPAddress? sender, int of6)
    {
        if (sender is null) return "-";
        var bytes = (sender.IsIPv4MappedToIPv6 ? sender.MapToIPv4() : sender).GetAddressBytes();
        return Convert.ToHexStringLower(bytes.AsSpan(0, bytes.Length == 4 ? 4 : of6));
    }
}

/// <summary>Both null: admitted.</summary>
internal readonly record struct Admission(string? Earlier, TimeSpan? Wait);
