using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Web.Tests;

/// <summary>Which thread does what is asked for over a reader's socket.</summary>
public sealed class ReaderSocketsTests
{
    private readonly List<bool> first = [], rest = [];

    [Fact]
    public async Task What_comes_first_is_done_by_the_thread_that_hears_of_the_request_and_the_rest_in_the_pool()
    {
        await using var server = await OpenAsync();
        using var reader = await ComeAsync(server);

        // One that comes before the one before has wholly ended is begun in the pool, too.
        for (var request = 0; request < 50; request++) await AskAsync(reader, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Contains(false, first);
        Assert.Equal(100, rest.Count);
        Assert.DoesNotContain(false, rest);
    }

    [Fact]
    public async Task Whoever_waits_for_a_slow_readers_form_goes_on_in_the_pool()
    {
        await using var server = await OpenAsync();
        using var reader = await ComeAsync(server);

        for (var request = 0; request < 50; request++) await AskAsync(reader, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n", "a", "b", "cd");

        Assert.Contains(false, first);
        Assert.Equal(250, rest.Count);
        Assert.DoesNotContain(false, rest);
    }

    [Fact]
    public async Task Whoever_sends_requests_without_waiting_for_answers_gets_them_all()
    {
        await using var server = await OpenAsync(stays: true);
        using var reader = await ComeAsync(server);

        await reader.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200))));
        for (var request = 0; request < 200; request++) await ReadAsync(reader, "\r\n0\r\n\r\n");

        // Those whose turn is over say it twice, in the pool.
        Assert.Equal(200, first.Count + (rest.Count / 2));
        Assert.DoesNotContain(false, rest);
    }

    [Fact]
    public async Task Whoever_comes_when_every_place_is_taken_is_refused_and_the_next_one_is_answered_once_places_are_given_back()
    {
        await using var server = await OpenAsync(stays: true, most: 2);
        var silent = new[] { await ComeAsync(server), await ComeAsync(server) };
        // A connection has its place from its first answer on at the latest; those that only came may be counted in any order.
        foreach (var one in silent) Assert.True(await IsAnsweredAsync(one));

        for (var refused = 0; refused < 20; refused++) Assert.False(await IsAnsweredAsync(server));
        foreach (var one in silent) one.Dispose();

        using var patience = new CancellationTokenSource(Hanging);
        while (!await IsAnsweredAsync(server)) patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task Whoever_opens_a_connection_and_says_nothing_in_time_gives_his_place_back()
    {
        await using var server = await OpenAsync(stays: true, time: new AtOnce());
        using var silent = await ComeAsync(server);

        Assert.Equal(0, await silent.ReceiveAsync(new byte[1]).WaitAsync(Hanging));
    }

    [Theory]
    [InlineData("20000", 5000)]
    [InlineData("unlimited", 5000)]
    [InlineData("4096", 3584)]
    [InlineData("1024", 512)]
    [InlineData("256", 128)]
    [InlineData("1", 1)]
    [InlineData("?", 512)]
    public void Readers_have_the_open_files_that_the_house_does_not_need(string soft, int most)
    {
        string[] limits = ["Limit                     Soft Limit           Hard Limit           Units     ", "Max processes             31000                31000                processes ", $"Max open files            {soft}                 524288               files     "];

        Assert.Equal(most, OpenFiles.MostConnections(OpenFiles.Read(limits)));
    }

    private static async Task<bool> IsAnsweredAsync(WebApplication server)
    {
        using var reader = await ComeAsync(server);
        return await IsAnsweredAsync(reader);
    }

    private static async Task<bool> IsAnsweredAsync(Socket reader)
    {
        try
        {
            await reader.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            return await reader.ReceiveAsync(new byte[100]).WaitAsync(Hanging) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A clock by which every time is over at once.
    private sealed class AtOnce : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    // Says where it is at the beginning, and after leaving, before and after each part of the body and its end.
    private async Task<WebApplication> OpenAsync(bool stays = false, int? most = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (time is null) builder.WebHost.ListenForReaders(new IPEndPoint(IPAddress.Loopback, 0), most);
        else ReaderSockets.Listen(builder.WebHost, new IPEndPoint(IPAddress.Loopback, 0), 1, time);
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Use((HttpContext context, RequestDelegate next) =>
        {
            if (!stays) Say(first);
            else if (ReaderSockets.MayStay(context))
            {
                Say(first);
                return context.Response.WriteAsync("x");
            }

            return ReaderSockets.LeaveAsync(context, next);
        });
        server.Run(async context =>
        {
            Say(rest);
            var part = new byte[100];
            int read;
            do
            {
                read = await context.Request.Body.ReadAsync(part);
                Say(rest);
                await context.Response.WriteAsync($"{read}.");
                await context.Response.Body.FlushAsync();
            }
            while (read > 0);
        });
        await server.StartAsync();
        return server;
    }

    private static async Task<Socket> ComeAsync(WebApplication server)
    {
        var reader = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await reader.ConnectAsync(IPAddress.Loopback, new Uri(server.Urls.First()).Port);
        return reader;
    }

    // Each part goes once what came before it was answered.
    private async Task AskAsync(Socket reader, string head, params string[] parts)
    {
        await reader.SendAsync(Encoding.ASCII.GetBytes(head));
        foreach (var part in parts)
        {
            await reader.SendAsync(Encoding.ASCII.GetBytes(part));
            await ReadAsync(reader, $"{part.Length}.\r\n");
        }

        await ReadAsync(reader, "\r\n0\r\n\r\n");
    }

    private async Task ReadAsync(Socket reader, string end)
    {
        var some = new byte[1000];
        while (!unread.Contains(end, StringComparison.Ordinal))
        {
            var read = await reader.ReceiveAsync(some).WaitAsync(Hanging);
            Assert.NotEqual(0, read);
            unread += Encoding.ASCII.GetString(some, 0, read);
        }

        unread = unread[(unread.IndexOf(end, StringComparison.Ordinal) + end.Length)..];
    }

    // Nothing is measured by it: without it, an answer that never comes would never end the test.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private string unread = "";

    private static void Say(List<bool> where)
    {
        lock (where) where.Add(Thread.CurrentThread.IsThreadPoolThread);
    }
}
