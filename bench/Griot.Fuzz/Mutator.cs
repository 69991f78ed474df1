using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Griot.Fuzz;

/// <summary>
/// Makes inputs from seeds: some changes know bytes only, others tags, members, entities, encodings. An input is a function of
/// seed, target and number alone.
/// </summary>
internal sealed class Mutator(IReadOnlyList<Seed> seeds, ulong seed)
{
    internal byte[] Input(Target target, int index)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed} {target.Name} {index}")), hash);
        // Predictable on purpose: a failure has to come again.
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(hash));
        var bytes = new Change(random, seeds[random.Next(seeds.Count)].Bytes);
        for (var rounds = 1 << random.Next(0, 5); rounds > 0; rounds--)
        {
            bytes.Once(() => seeds[random.Next(seeds.Count)].Bytes);
            if (bytes.Length > target.Largest) bytes.Truncate(target.Largest);
        }

        return bytes.ToArray();
    }
}
