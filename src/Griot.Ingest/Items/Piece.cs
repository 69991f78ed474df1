using System.Text;
using Griot.Formats;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// One piece on its way in: the delivery as it was cut, what its reader needs besides, how it came, and by which hash it
/// is known again. The context is written into the envelope only where the piece is sealed or set aside: a document may
/// hold a hundred thousand pieces.
/// </summary>
internal sealed record Piece(ReadOnlyMemory<byte> Delivery, ItemContext Context, Envelope Envelope, byte[] Cut)
{
    /// <summary>The item that its door says it is, whatever its own id.</summary>
    internal string? About { get; init; }

    /// <summary>The envelope to be committed to: with the context.</summary>
    internal byte[] EnvelopeBytes() => (Envelope with { Context = Context.ToElement() }).ToBytes();

    /// <summary>
    /// The hash by which the same delivery is known again without being read. The encoding belongs to it: the same bytes
    /// under another encoding are another text.
    /// </summary>
    internal static byte[] CutOf(ReadOnlySpan<byte> delivery, string encoding) => Digest.Of(Encoding.UTF8.GetBytes(encoding), [0], delivery);
}
