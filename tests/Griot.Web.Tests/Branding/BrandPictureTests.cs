using System.Text;

namespace Griot.Web.Tests.Branding;

public sealed class BrandPictureTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h9"/></svg>""", 128)]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="20mm"/>""", 16)]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0,0,32,32"><use xlink:href="#a"/></svg>""", 32)]
    public void A_drawing_is_taken_and_stands_in_its_shape(string svg, int width)
    {
        var (picture, fault) = BrandPicture.Read(Encoding.UTF8.GetBytes(svg));

        Assert.Null(fault);
        Assert.Equal((width, true), (picture!.WidthAt(32), picture.IsSvg));
    }

    [Fact]
    public void A_png_is_known_by_its_content() => Assert.Equal((64, "image/png"), BrandPicture.Read(Png) is { Picture: { } picture } ? (picture.WidthAt(32), picture.File.MediaType) : default);

    [Theory]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>""", "<script>")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"/>""", "onload")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><foreignObject/></svg>""", "<foreignObject>")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="https://evil.example/p.png"/></svg>""", "evil.example")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><a href="javascript:alert(1)"/></svg>""", "javascript")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg"/>""", "viewBox")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1"/>""", "viewBox")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 10"/>""", "more than 20 times")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 """, "neither")]
    [InlineData("<html><body>Not found</body></html>", "neither")]
    [InlineData("\u0089PNG\r\n\u001a\n", "neither")]
    public void H06_what_does_more_than_draw_is_refused_and_said(string file, string told) => Assert.Contains(told, BrandPicture.Read(Encoding.UTF8.GetBytes(file)).Fault);

    [Fact]
    public void A_png_that_breaks_off_or_is_enormous_is_refused()
    {
        var wide = (byte[])Png.Clone();
        wide[16] = 1;

        Assert.Contains("breaks off", BrandPicture.Read(Png[..20]).Fault);
        Assert.Contains("pixels", BrandPicture.Read(wide).Fault);
        Assert.Contains("at most", BrandPicture.Read(new byte[70_000]).Fault);
    }
}
