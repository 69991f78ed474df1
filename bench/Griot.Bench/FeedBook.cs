using System.Globalization;
using System.Text;

namespace Griot.Bench;

/// <summary>
/// 600 invented feeds of 10 items each, about 5 KB of HTML an item; the first 70 of each 100 are RSS, the others Atom.
/// Edition 0 is the first; edition 1 has 500 pieces more, each in place of an old one, in as many feeds.
/// </summary>
internal static class FeedBook
{
    internal const int Feeds = 600;
    internal const int Items = 10;
    internal const int NewOnDay = 500;

    private static readonly string[] Words =
        "le barrage de la vallée rouvre après trois mois travaux selon direction hydraulique hectares rizières irrigués avant fin du mois commune conseil marché semences foire école calendrier pêcheurs coopérative chaîne froid route pont récolte pluie fleuve berge canal vanne budget séance voix".Split(' ');

    internal static byte[] Feed(int feed, int edition)
    {
        var isRss = feed % 100 < 70;
        var hasNew = edition > 0 && feed < NewOnDay;
        var text = new StringBuilder(80_000);
        text.Append(isRss
            ? $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Journal {feed}</title><link>https://journal{feed}.example/</link><description>Nouvelles</description><language>fr</language>\n"
            : $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><id>https://journal{feed}.example/</id><title>Journal {feed}</title><updated>2026-11-23T08:00:00Z</updated><link href=\"https://journal{feed}.example/\"/>\n");
        for (var item = hasNew ? Items : Items - 1; item >= (hasNew ? 1 : 0); item--) Item(text, feed, item, isRss);
        return Encoding.UTF8.GetBytes(text.Append(isRss ? "</channel></rss>" : "</feed>").ToString());
    }

    private static void Item(StringBuilder text, int feed, int item, bool isRss)
    {
        var random = new Random((feed * 1000) + item);
        var title = Sentence(random, 9);
        var time = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).AddMinutes((item * 60) + (feed % 60));
        var id = $"https://journal{feed}.example/2026/11/{item}";
        if (isRss)
            text.Append(CultureInfo.InvariantCulture, $"<item><title>{title}</title><link>{id}</link><guid>{id}</guid><pubDate>{time:R}</pubDate><dc:creator>Auteur {feed % 17}</dc:creator><category>Société</category><description>{Sentence(random, 25)}</description><content:encoded><![CDATA[{Body(random)}]]></content:encoded></item>\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"<entry><id>{id}</id><title>{title}</title><link href=\"{id}\"/><published>{time:yyyy-MM-dd'T'HH:mm:ss'Z'}</published><updated>{time:yyyy-MM-dd'T'HH:mm:ss'Z'}</updated><author><name>Auteur {feed % 17}</name></author><category term=\"Société\"/><summary>{Sentence(random, 25)}</summary><content type=\"html\">{Body(random).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</content></entry>\n");
    }

    private static string Body(Random random)
    {
        var body = new StringBuilder(5200);
        while (body.Length < 5000)
        {
            var link = random.Next(3) == 0 ? $" <a href=\"/archives/{random.Next(900)}\">{Sentence(random, 3)}</a>" : "";
            body.Append(CultureInfo.InvariantCulture, $"<p class=\"texte\">{Sentence(random, 30)}, <strong>{Sentence(random, 4)}</strong> &amp; {Sentence(random, 20)}{link}.</p>\n");
            if (random.Next(6) == 0) body.Append(CultureInfo.InvariantCulture, $"<blockquote><p>« {Sentence(random, 15)} »</p></blockquote>\n");
        }

        return body.ToString();
    }

    private static string Sentence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
