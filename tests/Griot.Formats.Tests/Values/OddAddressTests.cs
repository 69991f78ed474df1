using CsCheck;
using Griot.Formats.Outgoing;
using Griot.Formats.Values;

namespace Griot.Formats.Tests.Values;

/// <summary>Addresses that take the platform's own reader of addresses out of its depth.</summary>
public sealed class OddAddressTests
{
    private static readonly string[] Pieces =
    [
        "\\", "/", "//", "\u202E", "\u200F", "\uFEFF", "\u2066", "\u200C", "http://", "https://", "a", ".", "é", ":", "@", "#", "?", "%", "%zz", "[", "]", "::1", " ", "\uD800", "ｅ", "。",
        "xn--", "1", "0x", "\0",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[1, 7].Select(string.Concat);

    [Theory]
    [InlineData("http://\uFEFF")]
    [InlineData("https://\u2066\u00E9/a")]
    [InlineData("//\u202E.a")]
    [InlineData("\\\\\u202E")]
    public void An_address_whose_host_is_invisible_is_none(string address)
    {
        Assert.Null(Address.Resolve(address, null));
        Assert.Null(Address.Resolve(address, "https://courrier.example/"));
        Assert.False(WireText.IsUri(address));
    }

    [Fact]
    public void An_invisible_letter_in_a_path_is_part_of_it() =>
        Assert.Equal("https://courrier.example/می\u200Cشود", Address.Resolve("https://courrier.example/می\u200Cشود", null));

    [Fact]
    public void No_text_makes_the_reading_of_addresses_throw() => Texts.Sample(text =>
    {
        foreach (var @base in (string?[])[null, "https://courrier.example/a/b?c#d"])
            if (Address.Resolve(text, @base) is { } address)
            {
                Assert.StartsWith("http", address, StringComparison.OrdinalIgnoreCase);
                Assert.NotNull(Address.OfDocument(address));
            }

        _ = Address.Base(text, "https://courrier.example/");
        _ = WireText.IsUri(text);
    }, iter: 100_000);
}
