using System.Text;

namespace Griot.Record.Tests.Sealed;

/// <summary>Sealed forms only grow: what was sealed before reads and writes as it always did.</summary>
public sealed class RecordFormTests
{
    private const string Before = """
        {"uri":"tag:1","signal":"new","pubStatus":"usable","language":"fr","headlines":[{"value":"Le pont"}],"by":"A","people":[{"name":"A","rel":"author"}],"firstCreated":"2026-11-22T17:00:00+01:00","descriptions":[],"bodies":[{"value":"<p>x</p>","contentType":"text/html"}],"subjects":[{"name":"t","uri":"s","label":"l"}],"places":[{"name":"Kayes","geoJSON":{"coordinates":[1,2],"type":"Point"}}],"infoSources":[{"name":"S","uri":"u","role":"claimed"}],"associations":[{"uri":"https://a.example/p.jpg","type":"image/jpeg","caption":"c","credit":"d"}],"relations":[{"rel":"inReplyTo","uri":"tag:b","link":"https://b.example/7"}],"terms":"full","keepsText":false,"reader":"griot/0.1.0 rss","context":{"format":"rss"}}
        """;

    [Fact]
    public void A_record_of_an_earlier_release_keeps_its_bytes() =>
        Assert.Equal(Before, Encoding.UTF8.GetString(ArticleRecord.Parse(Encoding.UTF8.GetBytes(Before)).ToBytes()));

    [Fact]
    public void New_members_stand_behind_the_others()
    {
        var record = ArticleRecord.Parse(Encoding.UTF8.GetBytes(Before)) with { Genres = [new Subject("g", Creator: "c")], Version = "2", DigitalSourceType = "d" };

        Assert.Equal(Before[..^1] + ""","genres":[{"name":"g","creator":"c"}],"version":"2","digitalSourceType":"d"}""", Encoding.UTF8.GetString(record.ToBytes()));
    }
}
