namespace Griot.Formats;

/// <summary>
/// One item as it stood in the document: the delivery. <see cref="Bytes"/> is exactly the document's slice of
/// <see cref="Length"/> bytes at <see cref="Offset"/>, before any decoding or repair.
/// </summary>
public sealed record ItemCut(int Offset, int Length, ReadOnlyMemory<byte> Bytes, ItemContext Context);
