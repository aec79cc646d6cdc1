// A stream that is read once from the front, refuses to go past a number of bytes, and stops when cancelled: what
// makes unpacking a bomb harmless. Closing it leaves the stream below open.

namespace AsciiGen.Corpus.Recipes;

internal sealed class LimitedStream(Stream inner, long limit, CancellationToken cancel) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        var count = inner.Read(buffer);
        _read += count;
        return _read <= limit ? count : throw new InvalidDataException($"it unpacks to more than {limit} bytes");
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
