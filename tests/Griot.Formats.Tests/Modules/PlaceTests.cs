using System.Globalization;
using CsCheck;

namespace Griot.Formats.Tests.Modules;

public sealed class PlaceTests
{
    public static MatrixTheoryData<string, string> Points => new(ModuleFeeds.Formats,
    [
        "<georss:point>12.65 -8.0</georss:point>", "<georss:point>\n 12.650,  -8 \n</georss:point>", "<georss:where><gml:Point><gml:pos>12.65 -8</gml:pos></gml:Point></georss:where>",
        "<georss:where><gml:Point srsName='urn:ogc:def:crs:EPSG::4326'><gml:pos srsDimension='2'>12.65 -8</gml:pos></gml:Point></georss:where>",
        "<geo:lat>12.65</geo:lat><geo:long>-8.0</geo:long>", "<geo:long>-8</geo:long><geo:lat>12.65</geo:lat>", "<geo:Point><geo:lat>12.65</geo:lat><geo:long>-8</geo:long></geo:Point>",
        "<point xmlns='http://www.georss.org/georss/10'>12.65 -8</point>", "<georss:point>12.65 -8</georss:point><geo:lat>12.65</geo:lat><geo:long>-8.00</geo:long>",
    ]);

    [Theory]
    [MemberData(nameof(Points))]
    public void A_point_is_read_however_it_is_written(string format, string element) =>
        Assert.Equal([new Location(null, 12.65, -8)], ModuleFeeds.Item(format, element).Places);

    public static TheoryData<string> Formats => new(ModuleFeeds.Formats);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Names_belong_to_the_points_where_there_are_as_many_of_both(string format)
    {
        Assert.Equal([new Location("Bamako", 12.65, -8)], ModuleFeeds.Item(format, "<georss:featurename>Bamako</georss:featurename><georss:point>12.65 -8</georss:point>").Places);
        Assert.Equal([new Location("Bamako", 12.65, -8), new Location("Kayes", 14.4, -11.4)], ModuleFeeds.Item(format, "<georss:point>12.65 -8</georss:point><georss:featureName>Bamako</georss:featureName><georss:point>14.4 -11.4</georss:point><georss:featureName>Kayes</georss:featureName>").Places);
        Assert.Equal([new Location(null, 1, 2), new Location(null, 3, 4), new Location("Bamako")], ModuleFeeds.Item(format, "<georss:point>1 2</georss:point><georss:point>3 4</georss:point><georss:featurename>Bamako</georss:featurename>").Places);
        Assert.Equal([new Location("Bamako", 1, 2)], ModuleFeeds.Item(format, "<georss:point featurename='Bamako'>1 2</georss:point><georss:featurename>Bamako</georss:featurename>").Places);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Of_lines_boxes_and_areas_the_name_is_kept_and_no_point_made(string format) =>
        Assert.Equal([new Location("Fleuve"), new Location("Delta")], ModuleFeeds.Item(format, "<georss:line featurename='Fleuve'>1 2 3 4</georss:line><georss:polygon>1 2 3 4 5 6 1 2</georss:polygon><georss:box>1 2 3 4</georss:box><georss:featurename>Delta</georss:featurename><georss:where><gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString></georss:where>").Places);

    [Theory]
    [InlineData("<georss:point/>")]
    [InlineData("<georss:point>Bamako</georss:point>")]
    [InlineData("<georss:point>12</georss:point>")]
    [InlineData("<georss:point>12,65 -8,0</georss:point>")]
    [InlineData("<georss:point>1 2 3</georss:point>")]
    [InlineData("<georss:point>90.1 0</georss:point>")]
    [InlineData("<georss:point>0 -180.5</georss:point>")]
    [InlineData("<georss:point>NaN Infinity</georss:point>")]
    [InlineData("<georss:point>1e400 1</georss:point>")]
    [InlineData("<georss:point><b>x</b></georss:point>")]
    [InlineData("<geo:lat>12</geo:lat>")]
    [InlineData("<geo:lat>12</geo:lat><geo:long>east</geo:long>")]
    [InlineData("<geo:Point><geo:Point><geo:lat>1</geo:lat><geo:long>1</geo:long></geo:Point></geo:Point>")]
    [InlineData("<georss:where><gml:Point srsName='urn:ogc:def:crs:OGC:1.3:CRS84'><gml:pos>1 2</gml:pos></gml:Point></georss:where>")]
    [InlineData("<georss:where><gml:Point><gml:pos>1 2 3</gml:pos></gml:Point><gml:Point/></georss:where>")]
    public void What_is_no_point_on_earth_is_passed_over_and_costs_the_item_nothing(string element)
    {
        foreach (var format in ModuleFeeds.Formats)
        {
            var reading = ModuleFeeds.Open(format, element).Read();
            Assert.Empty(reading.Item!.Places);
            Assert.Equal("T", reading.Item.Headline);
        }
    }

    [Fact]
    public void An_item_with_more_places_than_the_cap_is_refused()
    {
        static string Many(int count) => string.Concat(Enumerable.Range(0, count).Select(number => $"<georss:point>{number / 100} {number % 100}</georss:point>"));

        Assert.Equal(1_000, ModuleFeeds.Item("atom", Many(1_000)).Places.Count);
        Assert.Equal(IncidentCodes.TooLarge, ModuleFeeds.Open("atom", Many(1_001)).Read().Code());
    }

    private static readonly string[] Names = ["georss:point", "georss:where", "gml:Point", "gml:pos", "geo:lat", "geo:long", "geo:Point", "georss:featurename", "cc:license", "thr:in-reply-to"];

    private static readonly string[] Oddments = ["", "12 -8", "<gml:pos>1 2</gml:pos>", "<", "&", "<geo:lat>", "]]>", "\0"];

    [Fact]
    public void Whatever_stands_in_a_module_the_item_is_read_and_its_places_lie_on_earth()
    {
        var inside = Gen.OneOf(Gen.Double.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Int[0, Oddments.Length - 1].Select(index => Oddments[index]));
        Gen.Select(Gen.Int[0, Names.Length - 1], inside).Select((name, text) => $"<{Names[name]}>{text}</{Names[name]}>").Array[0, 12].Sample(parts =>
        {
            foreach (var format in ModuleFeeds.Formats)
            {
                var places = ModuleFeeds.Open(format, string.Concat(parts)).Item().Places;
                Assert.All(places, place => Assert.True(place.Latitude is null ? place is { Longitude: null, Name: not null } : Math.Abs(place.Latitude.Value) <= 90 && Math.Abs(place.Longitude!.Value) <= 180));
            }
        });
    }
}
