using System.Text;
using CsCheck;

namespace Griot.Record.Tests.Sealed;

public sealed class EntryTests
{
    private static readonly Gen<byte[]?> Commitments = Gen.Byte.Array[32].Null();
    private static readonly Gen<string?> Ids = Gen.Char["0123456789abcdefghjkmnpqrstvwxyz"].Array[26].Select(letters => new string(letters)).Null();

    private static readonly Gen<Entry> Entries =
        from kind in Gen.Enum<EntryKind>()
        from seconds in Gen.Long[0, 253402300799]
        from ids in Gen.Select(Ids, Ids, Ids)
        from version in Gen.Int[0, int.MaxValue].Nullable()
        from prev in Gen.Long[0, long.MaxValue].Nullable()
        from words in Gen.Select(Gen.Enum<PubStatus>().Nullable(), Gen.Enum<Evidence>().Nullable())
        from hashes in Commitments.Array[5]
        select new Entry
        {
            Kind = kind,
            Time = DateTimeOffset.FromUnixTimeSeconds(seconds),
            Provider = ids.Item1,
            Channel = ids.Item2,
            Item = ids.Item3,
            Version = version,
            Prev = prev,
            Status = words.Item1,
            Evidence = words.Item2,
            Delivery = hashes[0],
            Record = hashes[1],
            Summary = hashes[2],
            Envelope = hashes[3],
            Signature = hashes[4],
        };

    [Fact]
    public void An_entry_is_written_as_the_design_says()
    {
        var entry = new Entry
        {
            Kind = EntryKind.Article,
            Time = new DateTimeOffset(2026, 11, 23, 15, 20, 4, 900, TimeSpan.FromHours(1)),
            Provider = "01234567890123456789abcdef",
            Channel = "ghjkmnpqrstvwxyz0123456789",
            Item = "zzzzzzzzzzzzzzzzzzzzzzzzzz",
            Version = 2,
            Prev = 18231,
            Status = PubStatus.Usable,
            Evidence = Evidence.Tls,
            Delivery = new byte[32],
            Record = [.. Enumerable.Repeat((byte)0xFF, 32)],
        };

        Assert.Equal(
            """
            griot-entry/v1
            kind article
            time 2026-11-23T14:20:04Z
            provider 01234567890123456789abcdef
            channel ghjkmnpqrstvwxyz0123456789
            item zzzzzzzzzzzzzzzzzzzzzzzzzz
            version 2
            prev 18231
            status usable
            evidence tls
            delivery AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
            record //////////////////////////////////////////8=
            summary -
            envelope -
            signature -

            """.ReplaceLineEndings("\n"),
            Encoding.ASCII.GetString(entry.ToBytes()));
    }

    [Fact]
    public void An_entry_reads_back_as_it_was_written() => Entries.Sample(entry =>
    {
        var bytes = entry.ToBytes();
        return bytes.Length <= Entry.MaxBytes && Entry.Parse(bytes) is { } back && back.ToBytes().AsSpan().SequenceEqual(bytes)
            && (back with { Delivery = null, Record = null, Summary = null, Envelope = null, Signature = null })
                == (entry with { Delivery = null, Record = null, Summary = null, Envelope = null, Signature = null });
    });

    [Fact]
    public void One_changed_byte_is_another_entry_or_none() => Gen.Select(Entries, Gen.Int[0, 4095], Gen.Byte).Sample((entry, place, value) =>
    {
        var bytes = entry.ToBytes();
        var changed = (byte[])bytes.Clone();
        changed[place % bytes.Length] = value;
        return Entry.Parse(changed) is not { } read || read.ToBytes().AsSpan().SequenceEqual(changed);
    });

    [Fact]
    public void Any_bytes_are_refused_without_a_fault() =>
        Gen.Byte.Array[0, 6000].Sample(bytes => Entry.Parse(bytes) is null);

    [Theory]
    [InlineData("version 2", "version 02")]
    [InlineData("version 2", "version +2")]
    [InlineData("version 2", "version ")]
    [InlineData("version 2", "version  2")]
    [InlineData("kind article", "kind Article")]
    [InlineData("kind article", "kind 0")]
    [InlineData("time 2026-11-23T14:20:04Z", "time 2026-11-23T14:20:04+00:00")]
    [InlineData("time 2026-11-23T14:20:04Z", "time 2026-02-30T14:20:04Z")]
    [InlineData("signature -\n", "signature -")]
    [InlineData("signature -\n", "signature -\n\n")]
    [InlineData("signature -\n", "signature -\nmore -\n")]
    [InlineData("prev -\nstatus -", "status -\nprev -")]
    [InlineData("\n", "\r\n")]
    [InlineData("item -", "item ../../etc/passwd")]
    [InlineData("delivery -", "delivery AAAA")]
    [InlineData("delivery -", "delivery AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=")]
    public void There_is_one_form_only(string right, string wrong)
    {
        var entry = new Entry { Kind = EntryKind.Article, Time = new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero), Version = 2 };
        var text = Encoding.ASCII.GetString(entry.ToBytes());

        Assert.Contains(right, text);
        Assert.Null(Entry.Parse(Encoding.UTF8.GetBytes(text.Replace(right, wrong))));
    }
}
