using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Griot.Record;
using Griot.Web;

namespace Griot.Site.Tests;

/// <summary>What is kept, for whom, and when it goes.</summary>
public sealed class KeptPagesTests
{
    [Fact]
    public async Task A_piece_stays_kept_while_others_are_sealed_and_goes_when_its_own_entry_comes()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.GetAsync($"/fr/le-fleuve/{item}");
        await house.GetAsync("/fr/le-fleuve");

        await house.DeliverAsync(provider, Written.Piece("Un autre"));
        house.Kept.Look();
        Assert.Equal([$"/fr/le-fleuve/{item}"], Addresses(house));

        await house.DeliverAsync(provider, Written.Piece("Un titre, corrigé", signal: Signal.Correction), item);
        house.Kept.Look();
        Assert.Empty(Addresses(house));
    }

    [Fact]
    public async Task What_a_removal_took_is_let_go_of_though_nobody_asks()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        foreach (var path in (string[])["/fr", "/fr/le-fleuve", $"/fr/le-fleuve/{item}", "/fr/about"]) await house.GetAsync(path);
        Assert.Equal(4, house.Kept.Count);

        await house.RemoveAsync(provider, item, new Notice { Reason = "court-order", Country = "ML" });
        house.Upkeep.Turn();

        Assert.Equal((0, 0L), (house.Kept.Count, house.Kept.Bytes));
    }

    [Fact]
    public async Task What_this_house_seals_is_minded_though_nobody_asks()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.GetAsync($"/fr/le-fleuve/{item}");
        Assert.Equal(1, house.Kept.Count);

        // No time passes, so that no turn of the upkeep comes.
        await house.HoldAsync(provider, item, new Notice { Reason = "legal" });

        Assert.True(SpinWait.SpinUntil(() => house.Kept.Count == 0, Hanging));
    }

    [Fact]
    public async Task A_kept_page_is_answered_while_every_thread_of_the_pool_is_busy()
    {
        await using var house = await House.OpenAsync();
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"))}";
        await house.SignAsync();
        // Nobody writes to the desk: then what was said beside the piece need not be read again.
        house.Answers.Stamp = 1;
        using (await AskAsync(house.Client, address, "br")) Assert.Contains(address, Addresses(house));
        // Without the pool, as it is busy.
        using var reader = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Hanging.TotalMilliseconds / 4 };
        reader.Connect(IPAddress.Loopback, house.Client.BaseAddress!.Port);
        string Ask()
        {
            reader.Send(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n"));
            var answer = new byte[64 * 1024];
            return Encoding.Latin1.GetString(answer, 0, reader.Receive(answer));
        }

        // Whoever comes is accepted by the pool, and what its doubts are about is looked up there.
        Ask();
        // As many as the pool would take a minute to make threads for.
        const int Busy = 200;
        using var done = new ManualResetEventSlim();
        using var ended = new CountdownEvent(Busy);
        for (var work = 0; work < Busy; work++) ThreadPool.QueueUserWorkItem(_ => { done.Wait(); ended.Signal(); });
        try
        {
            Assert.StartsWith("HTTP/1.1 200 OK", Ask(), StringComparison.Ordinal);
        }
        finally
        {
            done.Set();
            ended.Wait();
        }
    }

    [Fact]
    public async Task Every_reader_gets_the_form_that_he_takes_and_all_of_them_are_the_same_page()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(provider, Written.Piece("Un titre"))}";
        var page = await house.GetAsync(address);

        foreach (var (accepted, encoding) in new[] { ("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("gzip;q=0.9, br;q=0.1", "gzip"), ("identity", ""), ("*", "br"), ("deflate", "") })
        {
            foreach (var client in (HttpClient[])[house.Client, house.Keepless])
            {
                using var answer = await AskAsync(client, address, accepted);
                Assert.Equal((accepted, encoding), (accepted, string.Join(',', answer.Content.Headers.ContentEncoding)));
                Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
                Assert.Equal(page, await ReadAsync(answer));
            }
        }
    }

    [Fact]
    public async Task What_is_made_for_one_reader_comes_whole_with_its_length_and_what_is_longer_than_a_page_in_parts()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var book = $"<p>{string.Join(' ', Enumerable.Range(0, 60_000))}</p>";
        foreach (var (body, comesWhole) in new[] { ("<p>Un texte.</p>", true), (book, false) })
        {
            var address = $"/fr/le-fleuve/{await house.DeliverAsync(provider, Written.Piece("Un titre", body: body))}";
            using var answer = await AskAsync(house.Keepless, address, "br");
            using var plain = await AskAsync(house.Keepless, address, "identity");

            Assert.Equal(("br", comesWhole), (answer.Content.Headers.ContentEncoding.Single(), answer.Headers.TransferEncodingChunked is not true));
            Assert.Equal(await ReadAsync(plain), await ReadAsync(answer));
        }
    }

    [Fact]
    public async Task Dense_pages_are_smaller_and_the_same()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(provider, Written.Piece("Un titre"))}";
        var page = await house.GetAsync(address);
        using var before = await AskAsync(house.Client, address, "br");
        for (var time = 0; time < 5; time++) await house.GetAsync(address);

        house.Upkeep.Turn();
        using var after = await AskAsync(house.Client, address, "br");

        Assert.InRange(after.Content.Headers.ContentLength!.Value, 1000, before.Content.Headers.ContentLength!.Value - 1);
        Assert.Equal((page, before.Headers.ETag), (await ReadAsync(after), after.Headers.ETag));
    }

    [Fact]
    public async Task A_reader_who_has_a_page_is_told_so_by_a_kept_one_too_and_HEAD_is_answered_without_a_body()
    {
        await using var house = await House.OpenAsync();
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"))}";
        using var first = await house.AskAsync(address);

        foreach (var client in (HttpClient[])[house.Client, house.Keepless])
        {
            foreach (var known in (string[])[first.Headers.ETag!.ToString(), $"\"other\", {first.Headers.ETag}", first.Headers.ETag.Tag, "*"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("If-None-Match", known);
                using var again = await client.SendAsync(request);
                Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag, 0), (again.StatusCode, again.Headers.ETag, (await again.Content.ReadAsByteArrayAsync()).Length));
                Assert.Equal("public, max-age=5, stale-while-revalidate=25, stale-if-error=3600", again.Headers.CacheControl!.ToString());
                Assert.True(again.Headers.Contains("Content-Security-Policy"));
            }

            using var head = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await client.SendAsync(head);
            Assert.Equal((HttpStatusCode.OK, first.Headers.ETag, 0), (answer.StatusCode, answer.Headers.ETag, (await answer.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    [Theory]
    [InlineData("?utm_source=somebody")]
    [InlineData("?before=7")]
    [InlineData("?x=1&x=2&%62efore=3")]
    [InlineData("/")]
    public async Task What_strangers_add_to_an_address_gives_the_page_and_keeps_no_second_one(string added)
    {
        await using var house = await House.OpenAsync();
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"))}";
        var page = await house.GetAsync(address);

        Assert.Equal(page, await house.GetAsync(address + added));
        Assert.Equal([address], Addresses(house));
    }

    [Fact]
    public async Task The_parameters_of_a_list_make_pages_of_their_own_in_whatever_order_they_stand()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(Written.Provider("Le Fleuve"));

        foreach (var query in (string[])["?kind=press&country=ML", "?country=ML&kind=press", "?country=ML&utm=1&kind=press", "?country=ML&kind=press&kind=press", "?COUNTRY=ML&kind=press"]) await house.GetAsync("/fr/providers" + query);

        Assert.Equal(["/fr/providers?country=ML&kind=press"], Addresses(house));
    }

    [Fact]
    public async Task One_page_in_other_letters_or_other_numbers_is_not_there_and_not_kept()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"));

        foreach (var path in (string[])[$"/fr/le-fleuve/{item}/1", $"/fr/le-fleuve/{item}/01", $"/fr/le-fleuve/{item}/+1", $"/FR/le-fleuve/{item}/1", $"/fr/le-fleuve/{item}/1/"]) using (await house.AskAsync(path)) { }

        Assert.Equal([$"/fr/le-fleuve/{item}/1"], Addresses(house));
    }

    [Fact]
    public async Task What_is_not_there_or_has_moved_or_is_searched_for_is_not_kept()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(Written.Provider("Le Fleuve") with { FormerSlugs = ["l-ancien"] });

        foreach (var path in (string[])["/", "/fr/nothing", "/fr/l-ancien", $"/fr/le-fleuve/{OpaqueId.New()}", "/fr/search?q=eau", "/fr?before=never"]) using (await house.AskAsync(path)) { }

        Assert.Empty(Addresses(house));
    }

    [Fact]
    public async Task Kept_pages_take_no_more_room_than_they_have_and_the_last_ones_stay()
    {
        await using var house = await House.OpenAsync();
        var store = new PageStore(house.Store, house.Watch, new KeepingOptions { Bytes = 400_000 });
        for (var number = 0; number < 100; number++) Assert.True(store.Keep(Answer(store, $"/fr/le-fleuve/{number}", "")));
        for (var number = 0; number < 100; number++) Assert.True(store.Keep(Answer(store, "/fr/le-fleuve", $"?before={number}")));

        Assert.InRange(store.Bytes, 200_000, 400_000);
        Assert.NotNull(store.Find("/fr/le-fleuve/99", ""));
        Assert.Null(store.Find("/fr/le-fleuve/0", ""));
        Assert.InRange(store.Answers.Where(answer => answer.Key.Query.Length > 0).Sum(answer => (long)answer.Bytes), 1, 50_000);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_for_a_page_one_makes_it()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"));
        await house.SignAsync();
        using var open = new ManualResetEventSlim();
        var made = 0;
        house.Answers.Stamp = 1;
        house.Answers.Asked = () =>
        {
            Interlocked.Increment(ref made);
            open.Wait();
        };

        var asked = Enumerable.Range(0, 8).Select(_ => house.GetAsync($"/fr/le-fleuve/{item}")).ToList();
        for (var other = 0; other < 20; other++) await house.GetAsync("/fr/about?x=" + other);
        open.Set();
        var pages = await Task.WhenAll(asked);

        Assert.Single(pages.Distinct());
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task What_is_too_large_is_known_by_its_length_and_a_page_that_has_shrunk_is_kept_again()
    {
        await using var house = await House.OpenAsync();
        var store = new PageStore(house.Store, house.Watch, new KeepingOptions { Bytes = 6_400_000 });
        var key = new PageKey("/fr/le-fleuve/a", "");

        Assert.True(store.HasRoomFor(key, 300_000));
        Assert.False(store.WasTooLarge(key));
        Assert.False(store.HasRoomFor(key, 500_000));
        Assert.True(store.WasTooLarge(key));
        Assert.True(store.HasRoomFor(key, 300_000));
        Assert.True(store.Keep(Answer(store, key.Path, "")));
        Assert.False(store.WasTooLarge(key));
    }

    [Theory]
    [InlineData("get_Size")]
    [InlineData("HasContent")]
    public async Task A_store_that_fails_while_a_page_is_made_for_many_costs_one_of_them_an_answer_and_the_others_a_moment(string read)
    {
        await using var house = await House.OpenAsync();
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"))}";
        await house.SignAsync();
        using var open = new ManualResetEventSlim();
        var faults = 0;
        house.Answers.Stamp = 1;
        house.Answers.Asked = open.Wait;
        // Of whoever makes the page, and of nobody else.
        house.Read.Fails = member => open.IsSet && PageReads.Current is not null && member == read && Interlocked.Increment(ref faults) == 1;

        var asked = Enumerable.Range(0, 8).Select(_ => house.AskAsync(address)).ToList();
        for (var other = 0; other < 20; other++) await house.GetAsync("/fr/about?x=" + other);
        open.Set();
        var answers = await Task.WhenAll(asked).WaitAsync(Hanging);

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 7), HttpStatusCode.InternalServerError], answers.Select(answer => answer.StatusCode).Order());
        Assert.Contains("Un titre", await house.GetAsync(address).WaitAsync(Hanging), StringComparison.Ordinal);
        Assert.Contains(address, Addresses(house));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_store_that_fails_before_a_page_is_made_keeps_nobody_from_it_afterwards()
    {
        await using var house = await House.OpenAsync();
        var address = $"/fr/le-fleuve/{await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"))}";
        var fails = true;
        // Whether the page is kept is looked up first; that this fails too costs nothing. The upkeep has threads of its own.
        house.Read.Fails = member => member == "get_Size" && PageReads.Current is null && Thread.CurrentThread.IsThreadPoolThread && fails;

        using var failed = await house.AskAsync(address).WaitAsync(Hanging);
        fails = false;
        using var next = await house.AskAsync(address).WaitAsync(Hanging);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, next.StatusCode));
    }

    // Nothing is measured by it: without it, a turn that never ends would never end the test.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private static KeptAnswer Answer(PageStore store, string path, string query)
    {
        var noise = new byte[1000];
        new Random(7).NextBytes(noise);
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        return new KeptAnswer(new PageKey(path, query), MadeAnswer.Of(context.Response, noise), PageReads.Begin(store.Look().Position), store.Look().Foot);
    }

    private static IEnumerable<string> Addresses(House house) => house.Kept.Answers.Select(answer => answer.Key.Text).Order(StringComparer.Ordinal);

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await client.SendAsync(request);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        await using var bytes = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch { "br" => new BrotliStream(bytes, CompressionMode.Decompress), "gzip" => new GZipStream(bytes, CompressionMode.Decompress), _ => bytes };
        using var text = new StreamReader(plain);
        return await text.ReadToEndAsync();
    }
}
