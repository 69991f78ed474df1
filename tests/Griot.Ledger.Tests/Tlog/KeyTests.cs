using System.Security.Cryptography;
using CsCheck;
using Griot.Ledger.Tlog;
using Griot.Testing;

namespace Griot.Ledger.Tests.Tlog;

public sealed class KeyTests
{
    private const string File32Sevens = "PRIVATE+KEY+griot.example/log+4b0f8def+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n";

    [Fact]
    public void A_vkey_is_read_and_written_again() => Gen.Byte.Array[32].Sample(bytes =>
    {
        foreach (var type in new[] { VerifierKey.Log, VerifierKey.Witness })
        {
            var key = VerifierKey.Of("griot.example/log", type, bytes)!;
            var read = VerifierKey.Parse(key.ToString())!;
            var id = SHA256.HashData([.. "griot.example/log\n"u8, type, .. bytes])[..4];
            Assert.Equal((key.Name, key.Type, key.ToString()), (read.Name, read.Type, read.ToString()));
            Assert.Equal(bytes, read.PublicKey);
            Assert.Equal(id, read.KeyId);
        }
    });

    [Fact]
    public void A_changed_character_makes_a_vkey_none()
    {
        var vkey = TestNote.Key.Verifier.ToString();
        for (var i = 0; i < vkey.Length; i++)
            foreach (var other in "Aa0+ \n=")
                Assert.True(vkey[i] == other || VerifierKey.Parse(vkey[..i] + other + vkey[(i + 1)..]) is null, $"{other} at {i}");
    }

    [Theory]
    [InlineData(""), InlineData("++"), InlineData("name"), InlineData("name+4b0f8def"), InlineData("name+4b0f8def+"), InlineData("+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs")]
    [InlineData("griot.example/log+4B0F8DEF+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"), InlineData(" griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs")]
    [InlineData("griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs\n"), InlineData("griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURg==")]
    public void What_is_not_exactly_a_vkey_is_none(string vkey) => Assert.Null(VerifierKey.Parse(vkey));

    [Fact]
    public void Keys_of_types_that_are_not_known_here_are_none()
    {
        for (var type = 0; type < 256; type++)
            Assert.Equal(type is 1 or 4, VerifierKey.Of("name", (byte)type, new byte[32]) is not null);
    }

    [Fact]
    public void A_signature_holds_for_its_text_and_key_alone() => Gen.Select(Gen.Byte.Array[32], Gen.String, Gen.Int[0, 511]).Sample((seed, words, bit) =>
    {
        using var key = SigningKey.FromSeed("name", seed);
        var text = string.Concat(words.Where(letter => letter >= ' ' && !char.IsSurrogate(letter))) + "\n";
        var signature = key.Sign(text);
        var flipped = signature.Signature.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return key.Verifier.Verify(TestNote.Bytes(text), signature.Signature)
            && !key.Verifier.Verify(TestNote.Bytes(text), flipped)
            && !key.Verifier.Verify(TestNote.Bytes(text + "\n"), signature.Signature)
            && !TestNote.Key.Verifier.Verify(TestNote.Bytes(text), signature.Signature);
    }, iter: 300);

    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000"), InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"), InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    public void A_key_of_small_order_under_which_one_signature_would_fit_all_texts_verifies_none(string hex)
    {
        var key = VerifierKey.Of("name", VerifierKey.Log, Convert.FromHexString(hex))!;
        byte[] neutral = [1, .. new byte[63]];

        for (var i = 0; i < 64; i++)
        {
            Assert.False(key.Verify(TestNote.Bytes($"text {i}\n"), neutral));
            Assert.False(key.Verify(TestNote.Bytes($"text {i}\n"), [.. Convert.FromHexString(hex), .. new byte[32]]));
        }
    }

    [Fact]
    public void New_keys_differ()
    {
        using var one = SigningKey.New("name");
        using var other = SigningKey.New("name");

        Assert.NotEqual(one.Verifier.ToString(), other.Verifier.ToString());
    }

    [Fact]
    public void A_name_that_no_note_can_hold_is_no_key_s()
    {
        foreach (var name in new[] { "", "a b", "a+b", "a\nb", "a\u00a0b", "a\u0001b", "\udc00", "\ud800" })
        {
            Assert.Throws<ArgumentException>(() => SigningKey.New(name));
            Assert.Null(VerifierKey.Of(name, VerifierKey.Log, new byte[32]));
        }
    }

    [Fact]
    public void A_key_file_is_the_line_that_others_write_and_its_owner_s_alone()
    {
        using var folder = new TemporaryFolder();
        TestNote.Key.Save(folder.File("key"));

        Assert.Equal(File32Sevens, File.ReadAllText(folder.File("key")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("key")));
    }

    [Fact]
    public void A_saved_key_is_loaded_and_signs_the_same()
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKey.New("griot.example/log");
        key.Save(folder.File("key"));

        using var loaded = SigningKey.Load(folder.File("key"));

        Assert.Equal(key.Verifier.ToString(), loaded.Verifier.ToString());
        Assert.Equal(key.Sign("text\n").Signature, loaded.Sign("text\n").Signature);
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("key"), "precious");

        Assert.Throws<IOException>(() => TestNote.Key.Save(folder.File("key")));

        Assert.Equal("precious", File.ReadAllText(folder.File("key")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_key_that_cannot_be_saved_or_loaded_says_so_in_one_kind_of_fault()
    {
        using var folder = new TemporaryFolder();

        Assert.ThrowsAny<IOException>(() => TestNote.Key.Save(folder.File("missing/key")));
        Assert.ThrowsAny<IOException>(() => SigningKey.Load(folder.File("missing")));
        Assert.ThrowsAny<IOException>(() => SigningKey.Load(folder.Path));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead), InlineData(UnixFileMode.GroupWrite), InlineData(UnixFileMode.OtherRead), InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_may_read_or_change_is_refused_with_what_to_do(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps no such modes.");
            return;
        }

        using var folder = new TemporaryFolder();
        TestNote.Key.Save(folder.File("key"));
        File.SetUnixFileMode(folder.File("key"), UnixFileMode.UserRead | others);

        var fault = Assert.Throws<InvalidDataException>(() => SigningKey.Load(folder.File("key")));

        Assert.Contains($"chmod 600 {folder.File("key")}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""), InlineData("\n"), InlineData("griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs\n"), InlineData("\n" + File32Sevens), InlineData(File32Sevens + "\n")]
    [InlineData("PRIVATE+KEY+griot.example/log+4b0f8dee+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n"), InlineData("PRIVATE+KEY+griot.example/log+4b0f8def+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcI\n")]
    [InlineData("PRIVATE+KEY+griot.example/log+4b0f8def+BAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n"), InlineData("PRIVATE+KEY+griot.example/log+4b0f8def+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n")]
    [InlineData("PRIVATE+KEY+griot example+4b0f8def+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n"), InlineData("PRIVATE+KEY+4b0f8def+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n")]
    public void A_file_that_is_no_key_is_refused_and_its_content_not_told(string content)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("key"), content);

        var fault = Assert.Throws<InvalidDataException>(() => SigningKey.Load(folder.File("key")));

        Assert.StartsWith($"{folder.File("key")} is no key file", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AQcHBwc", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_may_lack_its_last_newline_and_be_no_book()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("key"), File32Sevens.TrimEnd());
        Write(folder.File("book"), File32Sevens + new string(' ', 1_000_000));

        using var key = SigningKey.Load(folder.File("key"));

        Assert.Equal(TestNote.Key.Verifier.ToString(), key.Verifier.ToString());
        Assert.Throws<InvalidDataException>(() => SigningKey.Load(folder.File("book")));
    }

    private static void Write(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
