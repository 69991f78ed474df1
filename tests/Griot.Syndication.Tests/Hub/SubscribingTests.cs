using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Griot.Syndication.Tests.Hub;

/// <summary>Who is told of our feeds, and who is left alone.</summary>
public sealed class SubscribingTests
{
    private const string Topic = "https://griot.example/feeds/all.atom";
    private const string Hub = "https://griot.example/hub";

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task The_newest_page_of_a_feed_leads_to_the_hub_in_its_headers_and_in_itself(string form)
    {
        await using var house = await HubHouse.OpenAsync();
        using var answer = await house.Site.Get($"/feeds/kayes-hebdo.{form}");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal($"<{Hub}>; rel=\"hub\", <https://griot.example/feeds/kayes-hebdo.{form}>; rel=\"self\"", answer.Headers.GetValues("Link").Single());
        if (form == "json")
        {
            Assert.Equal(("WebSub", Hub), ((string?)JsonNode.Parse(text)!["hubs"]![0]!["type"], (string?)JsonNode.Parse(text)!["hubs"]![0]!["url"]));
        }
        else
        {
            Assert.Contains(XDocument.Parse(text).Descendants("{http://www.w3.org/2005/Atom}link"), link => (string?)link.Attribute("rel") == "hub" && (string?)link.Attribute("href") == Hub);
        }
    }

    [Theory]
    [InlineData("/feeds/all.atom?before=2")]
    [InlineData("/feeds/all.json?before=2")]
    public async Task Older_pages_lead_to_no_hub(string address)
    {
        await using var house = await HubHouse.OpenAsync();
        using var answer = await house.Site.Get(address);

        Assert.False(answer.Headers.Contains("Link"));
        Assert.DoesNotContain(Hub, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_is_asked_before_anything_is_sent_to_it_and_is_told_for_as_long_as_it_wished()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();

        await house.SubscribeAsync(callbacks, "/a?own=1", lease: "7200");

        var (path, query) = Assert.Single(callbacks.Questions);
        Assert.Equal(("/a", "1", "subscribe", Topic, "7200"), (path, query["own"].ToString(), query["hub.mode"].ToString(), query["hub.topic"].ToString(), query["hub.lease_seconds"].ToString()));
        Assert.InRange(query["hub.challenge"].ToString().Length, 40, 50);
        house.Time.Advance(TimeSpan.FromHours(3));
        await house.UntilAsync(() => house.Subscribers().Count == 0);
    }

    [Theory]
    [InlineData(null, "864000")]
    [InlineData("1", "3600")]
    [InlineData("99999999999999", "2592000")]
    [InlineData("-1", "864000")]
    public async Task A_lease_lies_between_an_hour_and_thirty_days(string? wished, string granted)
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();

        await house.SubscribeAsync(callbacks, "/a", lease: wished);

        Assert.Equal(granted, callbacks.Questions.Single().Query["hub.lease_seconds"].ToString());
    }

    [Theory]
    [InlineData("another word")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_callback_that_does_not_repeat_the_word_is_never_sent_anything(string? word)
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        callbacks.Word = _ => word;

        Assert.Equal(HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address("/victim")));
        await house.UntilAsync(() => !callbacks.Questions.IsEmpty && house.Waiting().Count == 0);
        await house.DeliverAsync("La deuxième");
        await house.TurnAsync();

        Assert.Empty(house.Subscribers());
        Assert.Empty(callbacks.Deliveries);
        Assert.Single(callbacks.Questions);
    }

    public static TheoryData<string, string?, string?> Refused => new()
    {
        { "publish", Topic, "http://127.0.0.1:1/a" }, { "", Topic, "http://127.0.0.1:1/a" }, { "subscribe", null, "http://127.0.0.1:1/a" },
        { "subscribe", "https://griot.example/feeds/nobody.atom", "http://127.0.0.1:1/a" }, { "subscribe", "https://other.example/feeds/all.atom", "http://127.0.0.1:1/a" },
        { "subscribe", "https://griot.example/feeds/all.atom?before=3", "http://127.0.0.1:1/a" }, { "subscribe", "https://griot.example/feeds/all.xml", "http://127.0.0.1:1/a" },
        { "subscribe", "http://griot.example/feeds/all.atom", "http://127.0.0.1:1/a" }, { "subscribe", "https://griot.example/changes", "http://127.0.0.1:1/a" },
        { "subscribe", Topic, null }, { "subscribe", Topic, "/a" }, { "subscribe", Topic, "ftp://127.0.0.1/a" }, { "subscribe", Topic, "http://me:secret@127.0.0.1/a" },
        { "subscribe", Topic, "http://127.0.0.1/a#b" }, { "subscribe", Topic, "https://griot.example/websub/x" }, { "subscribe", Topic, "https://GRIOT.example/x" },
        { "subscribe", Topic, "http://127.0.0.1/" + new string('a', 3_000) }, { "subscribe", Topic, "javascript:alert(1)" },
        { "subscribe", Topic, "https://griot.example./x" }, { "subscribe", Topic, "http://\u0378.example/a" }, { "subscribe", Topic, "http://xn--\u0378/a" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_subscription_is_refused_with_a_reason_and_nobody_is_asked(string mode, string? topic, string? callback)
    {
        await using var house = await HubHouse.OpenAsync();

        using var answer = await house.AskAsync([("hub.mode", mode), ("hub.topic", topic), ("hub.callback", callback)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("urn:griot:problem:bad-parameter", (string?)problem["type"]);
        Assert.StartsWith("hub.", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Empty(house.Waiting());
    }

    [Fact]
    public async Task A_long_secret_another_form_and_a_large_body_are_refused()
    {
        await using var house = await HubHouse.OpenAsync();
        using var json = new StringContent("{}", null, "application/json");
        using var large = new FormUrlEncodedContent([new("hub.mode", new string('a', 20_000))]);

        Assert.Equal(HttpStatusCode.BadRequest, await house.AskAsync("http://127.0.0.1:1/a", secret: new string('é', 100)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await house.Site.Client.PostAsync("/hub", json)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await house.Site.Client.PostAsync("/hub", large)).StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded; charset=\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencodedness", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED;charset=\"UTF-8\"", HttpStatusCode.BadRequest)]
    public async Task A_form_in_another_charset_is_refused_before_it_is_read(string type, HttpStatusCode status)
    {
        await using var house = await HubHouse.OpenAsync();
        using var form = new ByteArrayContent("hub.mode=nothing"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await house.Site.Client.PostAsync("/hub", form);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(status == HttpStatusCode.BadRequest ? "hub.mode" : "UTF-8", await answer.Content.ReadAsStringAsync());
    }

    // N08: a callback in a network that is not public.
    [Theory]
    [InlineData("http://127.0.0.1:{0}/a")]
    [InlineData("http://localhost:{0}/a")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/a")]
    [InlineData("http://2130706433:{0}/a")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    public async Task N08_a_callback_that_is_not_public_is_never_asked(string form)
    {
        await using var house = await HubHouse.OpenAsync(isOpen: false);
        await using var callbacks = await Callbacks.OpenAsync();

        await house.AskAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, new Uri(callbacks.Address("/")).Port));
        await house.UntilAsync(() => house.Waiting().Count == 0);

        Assert.Empty(callbacks.Questions);
        Assert.Empty(house.Subscribers());
    }

    [Fact]
    public async Task Nobody_makes_the_hub_knock_at_anothers_door_more_than_a_few_times_a_minute()
    {
        await using var house = await HubHouse.OpenAsync(change: options => options with { MostOfClient = 1_000 });
        await using var callbacks = await Callbacks.OpenAsync();
        callbacks.Word = _ => null;

        for (var number = 0; number < 60; number++) await house.AskAsync(callbacks.Address($"/{number}"));
        var began = house.Time.GetUtcNow();
        await house.UntilAsync(() => house.Time.GetUtcNow() - began > TimeSpan.FromSeconds(58));

        Assert.InRange(callbacks.Questions.Count, 1, 12);
    }

    // A name for a callback costs nothing: whoever has a thousand of them has one address.
    [Fact]
    public async Task One_client_can_not_fill_the_hub_under_many_names()
    {
        await using var house = await HubHouse.OpenAsync(change: options => options with { MostNewOfClient = 2 });
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");
        await house.SubscribeAsync(callbacks, "/b", host: "127.0.0.2");

        Assert.Equal(HttpStatusCode.TooManyRequests, await house.AskAsync(callbacks.Address("/c", "127.0.0.3")));
        Assert.Equal(HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address("/a")));
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address("/c", "127.0.0.3")));
    }

    [Fact]
    public async Task There_are_limits_of_one_client_of_one_host_of_what_waits_and_in_all_and_a_renewal_is_always_taken()
    {
        await using var house = await HubHouse.OpenAsync(change: options => options with { MostOfHost = 2, MostWaiting = 3, Most = 3, MostOfClient = 12 });
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");
        await house.SubscribeAsync(callbacks, "/b");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await house.AskAsync(callbacks.Address("/c")));
        await house.SubscribeAsync(callbacks, "/c", host: "127.0.0.2");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await house.AskAsync(callbacks.Address("/d", "127.0.0.3")));
        Assert.Equal(HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address("/a")));
        for (var number = 0; number < 6; number++) await house.AskAsync(callbacks.Address("/a"));
        using var full = await house.AskAsync([("hub.mode", "subscribe"), ("hub.topic", Topic), ("hub.callback", callbacks.Address("/a"))]);
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (full.StatusCode, full.Headers.GetValues("Retry-After").Single()));
    }

    [Fact]
    public async Task Who_unsubscribes_is_asked_too_and_who_did_not_subscribe_is_not()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");

        Assert.Equal(HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address("/stranger"), mode: "unsubscribe"));
        callbacks.Word = _ => null;
        await house.AskAsync(callbacks.Address("/a"), mode: "unsubscribe");
        await house.UntilAsync(() => house.Waiting().Count == 0);
        Assert.Equal(["/a"], house.Subscribers());
        callbacks.Word = challenge => challenge;
        await house.AskAsync(callbacks.Address("/a"), mode: "unsubscribe");
        await house.UntilAsync(() => house.Subscribers().Count == 0);

        Assert.DoesNotContain(callbacks.Questions, question => question.Path == "/stranger");
    }

    [Fact]
    public async Task The_file_of_subscribers_is_for_its_owners_eyes_only()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("no file modes here");
        await using var house = await HubHouse.OpenAsync();

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(house.Folder, "hub.db")));
    }
}
