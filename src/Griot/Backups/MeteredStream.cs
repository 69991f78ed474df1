namespace Griot.Backups;

/// <summary>
/// A stream out of which no more may be read than its reader was granted: a header of an archive that claims to be gigabytes
/// long ends the reading before it fills the memory.
/// </summary>
internal sealed class MeteredStream(Stream inner) : Stream
{
    private long left;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Grants this many bytes from here on, whatever was left.</summary>
    internal void Grant(long bytes) => left = bytes;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0) return 0;
        if (left <= 0) throw new InvalidDataException("a part of it is longer than any that Griot writes");
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => inner.Flush();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
