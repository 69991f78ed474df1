using System.Text;
using CsCheck;
using Griot.Formats.Form;

namespace Griot.Formats.Tests.Form;

/// <summary>A form and its files in one delivery: read back as they were put in, and of any bytes without a fault.</summary>
public sealed class FormWithFilesTests
{
    private static readonly ItemContext Context = new() { Format = FormWithFiles.FormatName, Encoding = "utf-8", FeedId = "urn:griot:form:1" };

    [Fact]
    public void What_was_put_in_is_read_back_whatever_the_files_hold() =>
        (from form in Gen.Byte.Array[0, 80]
         from files in (from name in Gen.String[0, 40]
                        from type in Gen.OneOf(Gen.Const("application/pdf"), Gen.Const("image/jpeg"), Gen.Const("bad type\r\nX: y"), Gen.Const(""))
                        from bytes in Gen.Frequency((3, Gen.Byte.Array[0, 200]), (1, Gen.Const("\r\n--griot-form-files--\r\n--griot-form-files\r\nContent-Length: 3\r\n\r\n"u8.ToArray())))
                        select new SentFile(name, type, bytes)).List[0, 4]
         select (form, files)).Sample(sent =>
         {
             var read = FormWithFiles.Read(FormWithFiles.Compose(sent.form, sent.files))!.Value;
             Assert.Equal(sent.form, read.Form.ToArray());
             Assert.Equal(sent.files.Select(file => file.Bytes.ToArray()), read.Files.Select(file => file.Bytes.ToArray()));
             Assert.Equal(sent.files.Select(file => string.Concat(file.Name.EnumerateRunes())), read.Files.Select(file => file.Name));
         });

    [Fact]
    public void Any_bytes_are_survived_and_what_was_cut_off_is_no_form()
    {
        var whole = FormWithFiles.Compose("act=deliver&headline=A&text=B"u8.ToArray(), [new SentFile("a.pdf", "application/pdf", "%PDF-1"u8.ToArray())]);
        for (var length = 0; length < whole.Length; length++) Assert.Null(ItemReader.Read(whole.AsMemory(0, length), Context).Item);
        (from at in Gen.Int[0, whole.Length - 1] from with in Gen.Byte select (at, with)).Sample(change =>
        {
            var changed = whole.ToArray();
            changed[change.at] = change.with;
            _ = ItemReader.Read(changed, Context);
        });
    }

    [Fact]
    public void A_file_is_named_by_its_bytes_and_typed_by_what_it_begins_with()
    {
        var item = ItemReader.Read(FormWithFiles.Compose("act=deliver&headline=A&text=B"u8.ToArray(), [new SentFile("dossier\\a.pdf", "application/pdf", Encoding.ASCII.GetBytes("<html>")), new SentFile("b.txt", "text/plain", Encoding.ASCII.GetBytes("%PDF-1"))]), Context).Item!;

        Assert.Equal([("a.pdf", "application/octet-stream"), ("b.txt", "application/pdf")], item.Media.Select(media => (media.Title!, media.Type!)));
        Assert.Equal(item.Media.Select(media => media.Url), item.Files.Select(file => file.Address));
        Assert.All(item.Media, media => Assert.StartsWith("ni:///sha-256;", media.Url));
    }

    [Fact]
    public void More_files_than_a_log_should_bear_are_refused_whole() => Assert.Null(ItemReader.Read(
        FormWithFiles.Compose("act=deliver&headline=A&text=B"u8.ToArray(), [.. Enumerable.Range(0, 101).Select(number => new SentFile("a", "", BitConverter.GetBytes(number)))]), Context).Item);
}
