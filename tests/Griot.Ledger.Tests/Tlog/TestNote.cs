using System.Text;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>A signed checkpoint of an invented log, and texts as bytes.</summary>
internal static class TestNote
{
    public static readonly SigningKey Key = SigningKey.FromSeed("griot.example/log", Enumerable.Repeat((byte)7, 32).ToArray());

    public static readonly SigningKey Stranger = SigningKey.FromSeed("stranger.example", Enumerable.Repeat((byte)9, 32).ToArray());

    public static readonly Checkpoint Checkpoint = new("griot.example/log", 20_852_163, MerkleTree.Leaf("root"u8));

    public static readonly SignedNote Signed = Sign(Checkpoint.Text);

    public static SignedNote Sign(string text) => new(text, [Key.Sign(text)]);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static SignedNote? Parse(string note) => SignedNote.Parse(Bytes(note));

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
