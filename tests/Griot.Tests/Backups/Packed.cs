using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Griot.Tests.Backups;

/// <summary>One thing in an archive, as an attacker would write it.</summary>
internal sealed record Thing(string Name, byte[] Bytes, TarEntryType Type = TarEntryType.RegularFile, string Link = "");

/// <summary>Archives, taken apart and put together again by a tar that is not Griot's.</summary>
internal static class Packed
{
    internal static List<Thing> Read(string file)
    {
        using var tar = new TarReader(new GZipStream(System.IO.File.OpenRead(file), CompressionMode.Decompress));
        var things = new List<Thing>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            things.Add(new Thing(entry.Name, bytes.ToArray(), entry.EntryType));
        }

        return things;
    }

    internal static byte[] Tar(IEnumerable<Thing> things)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var thing in things)
            {
                var entry = new PaxTarEntry(thing.Type, thing.Name);
                if (thing.Type is TarEntryType.SymbolicLink or TarEntryType.HardLink) entry.LinkName = thing.Link;
                if (thing.Type is TarEntryType.RegularFile) entry.DataStream = new MemoryStream(thing.Bytes);
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    internal static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The same, with a manifest that says otherwise.</summary>
    internal static List<Thing> Saying(List<Thing> things, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(things[0].Bytes)!;
        change(manifest);
        return [things[0] with { Bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString()) }, .. things[1..]];
    }

    /// <summary>The same, with other bytes in a file, and a manifest that agrees with them.</summary>
    internal static List<Thing> With(List<Thing> things, string name, byte[] bytes)
    {
        var said = Saying(things, manifest =>
        {
            var file = File(manifest, name);
            file["size"] = bytes.Length;
            file["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        });
        return [.. said.Select(thing => thing.Name == name ? thing with { Bytes = bytes } : thing)];
    }

    internal static JsonNode File(JsonNode manifest, string name) => manifest["files"]!.AsArray().Single(file => file!["name"]!.GetValue<string>() == name)!;
}
