using System.Text;
using CsCheck;
using Griot.Media.Cage;
using SkiaSharp;

namespace Griot.Media.Tests;

/// <summary>What is made of strange files, in a real process of its own.</summary>
public sealed class WorkshopTests
{
    private const string Pdf = "application/pdf";
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Odt = "application/vnd.oasis.opendocument.text";

    [Theory]
    [InlineData(2000, 1500, "640x480 1280x960")]
    [InlineData(1000, 500, "640x320 1000x500")]
    [InlineData(700, 700, "700x700")]
    [InlineData(8, 8, "8x8")]
    public async Task A_picture_is_drawn_anew_in_the_sizes_that_pages_ask_for(int width, int height, string sizes)
    {
        var made = await DoneAsync("image/jpeg", Files.Picture(width, height));

        Assert.Equal(sizes, string.Join(' ', made.Pictures.Select(picture => $"{picture.Width}x{picture.Height}")));
        Assert.All(made.Pictures, picture => Assert.Equal(new PictureHeader(picture.Width, picture.Height), PictureHeader.Read(picture.Bytes)! with { Frames = 1 }));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public async Task Every_kind_of_picture_that_is_shown_can_be_made(SKEncodedImageFormat format) =>
        Assert.Equal([640, 900], (await DoneAsync("image/*", Files.Picture(900, 600, format))).Pictures.Select(picture => picture.Width));

    [Fact]
    public async Task Of_an_animation_the_first_frame_is_shown() => Assert.Single((await DoneAsync("image/gif", Files.Gif(3))).Pictures);

    [Fact]
    public async Task M05_where_a_picture_was_taken_is_not_in_what_is_shown()
    {
        var photo = Files.WithExif(Files.Picture(800, 600), 1);
        Assert.Contains(Files.Place, Encoding.Latin1.GetString(photo));

        var made = await DoneAsync("image/jpeg", photo);

        Assert.All(made.Pictures, picture => Assert.All((string[])["GPS", "Exif", "EXIF", "XMP ", "ICCP", "http"], mark => Assert.DoesNotContain(mark, Encoding.Latin1.GetString(picture.Bytes))));
    }

    [Fact]
    public async Task M05_a_picture_that_goes_on_as_a_program_or_a_zip_comes_out_as_a_picture_alone()
    {
        var polyglot = (byte[])[.. Files.Picture(900, 600), .. Files.Zip(("evil.js", "alert(1)")), .. "<script>alert(1)</script>"u8];

        var made = await DoneAsync("image/jpeg", polyglot);

        Assert.All(made.Pictures, picture => Assert.DoesNotContain("script", Encoding.Latin1.GetString(picture.Bytes)));
    }

    [Theory]
    [InlineData(1, 400, 300, true)]
    [InlineData(3, 400, 300, false)]
    [InlineData(6, 300, 400, true)]
    [InlineData(8, 300, 400, false)]
    public async Task A_picture_stands_upright_as_its_camera_was_held(ushort orientation, int width, int height, bool startsOrange)
    {
        var made = await DoneAsync("image/jpeg", Files.WithExif(Files.Picture(400, 300), orientation));

        var picture = Assert.Single(made.Pictures);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        using var pixels = SKBitmap.Decode(picture.Bytes);
        // The left half was orange: on its side it is the upper one, or the lower one.
        Assert.Equal(startsOrange, pixels.GetPixel(10, 10).Red > 200);
        Assert.NotEqual(startsOrange, pixels.GetPixel(width - 10, height - 10).Red > 200);
    }

    [Theory]
    [InlineData(50_000u, 50_000u)]
    [InlineData(20_001u, 1u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(0u, 10u)]
    public async Task M06_a_picture_that_would_unfold_to_gigabytes_is_refused_by_its_header(uint width, uint height)
    {
        var bomb = Files.HugePng(width, height);

        Assert.NotNull(PictureHeader.Read(bomb)!.Refusal);
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync("image/png", bomb));
    }

    [Fact]
    public async Task M06_ten_thousand_frames_are_refused_by_the_header()
    {
        Assert.Equal("it has more than 500 frames", Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync("image/gif", Files.Gif(10_000))).Why);
        Assert.Null(PictureHeader.Read(Files.Gif(500))!.Refusal);
    }

    [Fact]
    public async Task M06_a_broken_picture_costs_itself_alone()
    {
        var whole = Files.Picture(900, 600, SKEncodedImageFormat.Webp);

        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync("image/webp", [.. whole[..40], .. new byte[200]]));
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync("image/png", "no picture"u8.ToArray()));
        Assert.NotEmpty((await DoneAsync("image/webp", whole)).Pictures);
    }

    [Fact]
    public void M06_headers_are_read_of_any_bytes_without_a_fault() =>
        (from which in Gen.Int[0, Starts.Length - 1]
         let start = Starts[which]
         from rest in Gen.Byte.Array[0, 300]
         select (byte[])[.. start, .. rest]).Sample(bytes => { _ = PictureHeader.Read(bytes)?.Refusal; }, iter: 20_000);

    [Fact]
    public async Task The_words_of_a_pdf_come_out_page_by_page()
    {
        var made = await DoneAsync(Pdf, Files.Pdf("Le Conseil des ministres", "Le pont de Kayes"));

        Assert.Equal((2, false), (made.Pages, made.IsCut));
        Assert.Equal(["Le Conseil des ministres", "Le pont de Kayes"], made.Text!.Split("\n\n").Select(text => text.Trim()).Where(text => text.Length > 0));
    }

    [Fact]
    public async Task The_words_of_a_docx_are_those_that_its_reader_sees()
    {
        var made = await DoneAsync(Docx, Files.Docx(
            """
            <w:p><w:r><w:t>Communiqué</w:t></w:r></w:p><w:p/>
            <w:p><w:r><w:t xml:space="preserve">Le pont </w:t></w:r><w:del><w:r><w:delText>est fermé</w:delText></w:r></w:del><w:ins><w:r><w:t>est rouvert</w:t></w:r></w:ins><w:r><w:br/><w:t>ce matin.</w:t></w:r></w:p>
            <w:p><mc:AlternateContent><mc:Choice><w:r><w:t>Une fois</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>Une fois</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:tab/><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """));

        Assert.Equal("Communiqué\n\nLe pont est rouvert\nce matin.\n\nUne fois\n\nA\t1", made.Text);
    }

    [Fact]
    public async Task The_words_of_an_odt_are_those_that_its_reader_sees()
    {
        var made = await DoneAsync(Odt, Files.Odt(
            """<text:tracked-changes><text:p>Effacé</text:p></text:tracked-changes><text:h>بيان</text:h><text:p>Le pont<text:s text:c="2"/>est <text:span>rouvert</text:span><text:line-break/>ce matin.<office:annotation><text:p>Note</text:p></office:annotation></text:p>"""));

        Assert.Equal("بيان\n\nLe pont  est rouvert\nce matin.", made.Text);
    }

    [Fact]
    public async Task X20_a_document_that_unfolds_to_gigabytes_is_ended_and_costs_itself_alone()
    {
        // Its reader gives the page up, or is ended with it: no word of it comes out, and nothing else falls.
        Assert.Null((await MakeAsync(Pdf, Files.PdfBomb(1_500)) as WorkOutcome.Done)?.Made.Text);
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync(Docx, Files.Docx("<w:p>" + new string(' ', 70 * 1024 * 1024) + "</w:p>")));
        Assert.Equal(1, (await DoneAsync(Pdf, Files.Pdf("Encore"))).Pages);
    }

    [Fact]
    public async Task X20_a_document_type_or_a_swarm_of_members_is_refused()
    {
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync(Docx, Files.Zip(("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))));
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync(Docx, Files.Zip([.. Enumerable.Range(0, 6_000).Select(number => ($"../../{number}", "")), ("word/document.xml", "<a/>")])));
        Assert.IsType<WorkOutcome.Unreadable>(await MakeAsync(Odt, Files.Zip(("other.xml", "<a/>"))));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_and_says_so()
    {
        var made = await DoneAsync(Docx, Files.Docx(string.Concat(Enumerable.Repeat("<w:p><w:r><w:t>" + new string('a', 10_000) + "</w:t></w:r></w:p>", 120))));

        Assert.True(made.IsCut);
        Assert.InRange(made.Text!.Length, 900_000, 1_000_000);
    }

    [Fact]
    public void What_comes_out_of_the_cage_is_believed_only_where_it_is_what_it_says()
    {
        using var lie = new MemoryStream();
        MadeForm.Write(lie, new Made { Pictures = [new MadePicture(640, 480, "<html>"u8.ToArray())] });
        Assert.Null(MadeForm.Read(lie.ToArray()));
        Gen.Byte.Array[0, 200].Sample(bytes => { _ = MadeForm.Read([0x6F, 0x69, 0x72, 0x67, .. bytes]); }, iter: 5_000);
    }

    private static readonly byte[][] Starts =
        [[0xFF, 0xD8, 0xFF, 0xE0], [0x89, .. "PNG\r\n\u001a\n"u8], [.. "GIF89a"u8], [.. "RIFF\0\0\0\0WEBPVP8X"u8], [.. "RIFF\0\0\0\0WEBPVP8L"u8], []];

    private static Task<WorkOutcome> MakeAsync(string type, byte[] file) => new Workshop(TimeProvider.System).MakeAsync(type, file, TestContext.Current.CancellationToken);

    private static async Task<Made> DoneAsync(string type, byte[] file)
    {
        var outcome = await MakeAsync(type, file);
        return outcome is WorkOutcome.Done done ? done.Made : throw new InvalidOperationException(outcome.ToString());
    }
}
