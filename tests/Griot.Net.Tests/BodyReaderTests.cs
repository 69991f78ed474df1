using System.IO.Pipelines;
using CsCheck;

namespace Griot.Net.Tests;

public sealed class BodyReaderTests
{
    private const long Limit = 2 * BodyReader.Large;

    [Fact]
    public void What_is_read_is_what_was_there_up_to_the_limit_and_nothing_beyond_it() =>
        Gen.Select(Gen.Int[0, 300_000], Gen.Int[0, 300_000]).Sample((length, limit) =>
        {
            var body = new byte[length];
            new Random(length).NextBytes(body);
            var read = new BodyReader().ReadAsync(new MemoryStream(body), null, limit, default).GetAwaiter().GetResult();
            return length > limit ? read is null : read.AsSpan().SequenceEqual(body);
        });

    [Fact]
    public async Task Only_so_many_bodies_are_large_at_one_time_and_small_ones_never_wait()
    {
        var reader = new BodyReader();
        var endless = Enumerable.Range(0, BodyReader.MostLarge).Select(_ => new Pipe(new PipeOptions(pauseWriterThreshold: 0))).ToList();
        var stuck = new List<Task<byte[]?>>();
        foreach (var pipe in endless)
        {
            await pipe.Writer.WriteAsync(new byte[BodyReader.Large + 1]);
            stuck.Add(reader.ReadAsync(pipe.Reader.AsStream(), null, Limit, default));
        }

        var large = reader.ReadAsync(new MemoryStream(new byte[BodyReader.Large + 2]), null, Limit, default);
        var small = reader.ReadAsync(new MemoryStream(new byte[1000]), null, Limit, default);
        Assert.Equal(1000, (await small)?.LongLength);
        Assert.False(large.IsCompleted);

        await endless[0].Writer.CompleteAsync();
        Assert.Equal(BodyReader.Large + 1, (await stuck[0])?.LongLength);
        Assert.Equal(BodyReader.Large + 2, (await large)?.LongLength);

        foreach (var pipe in endless) await pipe.Writer.CompleteAsync();
        await Task.WhenAll(stuck);
    }
}
