using System.Text;
using CsCheck;
using Griot.Formats.Warc;

namespace Griot.Formats.Tests.Warc;

/// <summary>Web archives, record by record.</summary>
public sealed class WarcTests
{
    private const string Response = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://kayes.example/a>\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nContent-Length: 48\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/x\r\n\r\nbonjour\r\n\r\n";

    [Fact]
    public void A_record_says_what_was_asked_for_and_answered()
    {
        var archive = new WarcArchive(new MemoryStream(Encoding.ASCII.GetBytes(Response + Response)));
        var records = archive.Records().ToList();
        Assert.Equal(2, records.Count);
        Assert.Equal(("response", "https://kayes.example/a", "2021-03-04T05:06:07Z", (long)Response.Length), (records[0].Type, records[0].Target, records[0].Date, records[1].Offset));
        var answer = WarcResponse.Of(records[0])!;
        Assert.Equal((200, "text/x", "bonjour"), (answer.Status, answer.ContentType, Encoding.ASCII.GetString(answer.Body!)));
        Assert.Null(archive.Fault);
    }

    // What it says of its coding was undone already by who kept it.
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_body_that_is_not_coded_as_its_headers_say_is_taken_as_it_is(string coding)
    {
        var http = $"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n{{\"version\":\"https://jsonfeed.org/version/1.1\"}}";
        var archive = new WarcArchive(new MemoryStream(Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {http.Length}\r\n\r\n{http}\r\n\r\n")));
        Assert.StartsWith("{\"version\"", Encoding.ASCII.GetString(WarcResponse.Of(Assert.Single(archive.Records()))!.Body!), StringComparison.Ordinal);
    }

    // A body that asks for a dictionary that nobody has (RFC 1950, 2.2, FDICT).
    [Fact]
    public void N09_a_body_that_asks_for_a_dictionary_can_not_be_decoded_and_ends_nothing()
    {
        byte[] block = [.. "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n"u8, 0x78, 0xBB, 1, 2, 3, 4, 5, 6];
        var answer = WarcResponse.Of(new WarcRecord(0, "response", null, null, null, block, false))!;
        Assert.Equal((200, null), (answer.Status, answer.Body));
    }

    [Fact]
    public void Any_bytes_are_survived_and_end_with_a_fault_or_at_the_end() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool).Sample((bytes, isBehind) =>
    {
        var archive = new WarcArchive(new MemoryStream(isBehind ? [.. Encoding.ASCII.GetBytes(Response), .. bytes] : bytes));
        foreach (var record in archive.Records()) _ = WarcResponse.Of(record);
        _ = archive.Fault;
    }, iter: 500);

    [Fact]
    public void Lengths_that_lie_are_faults()
    {
        foreach (var length in (string[])["-1", "", "9999999999999999999", "20000000"])
        {
            var archive = new WarcArchive(new MemoryStream(Encoding.ASCII.GetBytes(Response.Replace("48", length, StringComparison.Ordinal))));
            Assert.Empty(archive.Records());
            Assert.Equal("truncated", archive.Fault?.Code);
        }
    }
}
