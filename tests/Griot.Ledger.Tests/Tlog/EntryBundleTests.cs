using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class EntryBundleTests
{
    [Fact]
    public void A_bundle_is_read_as_what_was_written() => Gen.Byte.Array[0, 300].Array[0, 256].Sample(entries =>
        EntryBundle.Read(EntryBundle.Write(entries)) is { } read && read.Count == entries.Length
        && read.Zip(entries).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));

    [Fact]
    public void The_largest_entry_goes_in_and_a_larger_one_does_not()
    {
        Assert.Equal(65_535, EntryBundle.Read(EntryBundle.Write([new byte[65_535]]))?.Single().Length);
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[65_536]]));
    }

    [Fact]
    public void More_entries_than_a_tile_has_hashes_are_no_bundle()
    {
        Assert.Equal(256, EntryBundle.Read(new byte[2 * 256])?.Count);
        Assert.Null(EntryBundle.Read(new byte[2 * 257]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([.. Enumerable.Repeat(Array.Empty<byte>(), 257)]));
    }

    [Fact]
    public void A_bundle_that_ends_within_an_entry_is_none()
    {
        var bundle = EntryBundle.Write([[1, 2, 3], [4]]);
        int[] whole = [0, 5, 8];

        for (var length = 0; length <= bundle.Length; length++)
            Assert.Equal(whole.Contains(length), EntryBundle.Read(bundle.AsSpan(0, length)) is not null);
    }
}
