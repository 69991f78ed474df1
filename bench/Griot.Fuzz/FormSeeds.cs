using System.Text;

namespace Griot.Fuzz;

/// <summary>Posted forms, with files and without, of the boundary <c>b</c>.</summary>
internal static class FormSeeds
{
    internal const string Boundary = "b";

    private static readonly string[] Bodies =
    [
        "--b\r\nContent-Disposition: form-data; name=\"headline\"\r\n\r\nLe pont rouvre\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nUn.\r\n\r\nDeux.\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\u00FF\u00D8\u00FF\u00E0JFIF\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\ncorrect\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename*=UTF-8''..%2F%C3%A9t%C3%A9.pdf\r\n\r\n%PDF-1.7\r\n--b--",
        "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nwithdraw\r\n--b \t\r\nContent-Disposition: form-data; name=reason\r\n\r\nErreur\r\n--b\r\nContent-Disposition: form-data; name=\"embargo\"\r\n\r\n2026-12-03T18:00\r\n--b--\r\nepilogue",
        "headline=Le+pont+rouvre&text=Un.%0D%0A%0D%0ADeux&by=A&language=fr&embargo=2026-12-03T18%3A00&act=deliver&kept.0=00ff&kept.1=",
    ];

    internal static IEnumerable<Seed> All() => Bodies.Select(body => new Seed(Encoding.UTF8.GetBytes(body), "form"));
}
