using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Griot.Feedback;

/// <summary>
/// How much may be asked: 5 questions in 10 minutes from one sender, 60 a minute from all. Senders are known by a hash
/// of their address under a key that lives and dies with the process; nothing of it is ever stored. Memory is bounded by
/// the limits themselves. Safe for any number of callers.
/// </summary>
public sealed class AskLimits(TimeProvider time)
{
    private const int MostFromOne = 5;
    private const int MostFromAll = 60;
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan OfOne = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OfAll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OfDuplicates = TimeSpan.FromDays(1);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset At, UInt128 Sender)> taken = [];
    private readonly Queue<(DateTimeOffset At, UInt128 Question)> order = [];
    private readonly Dictionary<UInt128, string> references = [];

    /// <summary>
    /// Admits a question under its new reference, or says under which one the same sender has asked the same within a
    /// day, or how long there is no place. All in one step: a form that is sent twice at once is one question.
    /// </summary>
    internal Admission Admit(IPAddress? sender, string? item, string text, string reference)
    {
        var who = Hash(sender, null, "");
        var what = Hash(sender, item, text);
        lock (gate)
        {
            Forget();
            if (references.TryGetValue(what, out var earlier)) return new Admission(earlier, null);
            if (Wait(who) is { } wait) return new Admission(null, wait);
            var now = time.GetUtcNow();
            taken.Enqueue((now, who));
            order.Enqueue((now, what));
            references.Add(what, reference);
            return new Admission(null, null);
        }
    }

    /// <summary>The question was not kept after all: it may be asked again.</summary>
    internal void Release(IPAddress? sender, string? item, string text)
    {
        lock (gate) references.Remove(Hash(sender, item, text));
    }

    private TimeSpan? Wait(UInt128 sender)
    {
        var now = time.GetUtcNow();
        var recent = taken.Where(one => one.At > now - OfAll).ToList();
        if (recent.Count >= MostFromAll) return recent[0].At + OfAll - now;
        var own = taken.Where(one => one.Sender == sender).ToList();
        return own.Count >= MostFromOne ? own[0].At + OfOne - now : null;
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (taken.TryPeek(out var oldest) && oldest.At <= now - OfOne) taken.Dequeue();
        while (order.TryPeek(out var oldest) && (oldest.At <= now - OfDuplicates || order.Count > MostRemembered))
            references.Remove(order.Dequeue().Question);
    }

    private UInt128 Hash(IPAddress? sender, string? item, string text)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Network(sender)}\n{item}\n{text}"));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    // One IPv6 subscriber has 2^64 addresses: they are one sender.
    private static string Network(IPAddress? sender)
    {
        if (sender is null) return "-";
        if (sender.IsIPv4MappedToIPv6) return sender.MapToIPv4().ToString();
        var bytes = sender.GetAddressBytes();
        return bytes.Length == 4 ? sender.ToString() : Convert.ToHexStringLower(bytes.AsSpan(0, 8));
    }
}

/// <summary>Both null: admitted.</summary>
internal readonly record struct Admission(string? Earlier, TimeSpan? Wait);
