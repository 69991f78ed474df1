using Microsoft.Extensions.Time.Testing;

namespace Griot.Media.Tests;

/// <summary>Whose file is looked at next.</summary>
public sealed class MediaTurnsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Providers_take_turns_whatever_each_of_them_has_waiting()
    {
        var turns = Turns("aaaaa", "b", "cc");

        Assert.Equal("abcacaaa", Order(turns));
    }

    [Fact]
    public void N11_who_has_used_up_its_time_comes_after_all_others_until_the_period_is_over()
    {
        var turns = Turns("aaaaaa", "bbbbb");
        turns.Spend("a", MediaTurns.Budget);

        Assert.Equal("bbb", Order(turns, 3));
        time.Advance(MediaTurns.Period);
        Assert.Equal("ab", Order(turns, 2));
        turns.Spend("a", MediaTurns.Budget);
        Assert.Equal("baaaaa", Order(turns));
    }

    [Fact]
    public void Where_all_have_used_up_their_time_they_take_turns_as_before()
    {
        var turns = Turns("aaa", "bbb");
        turns.Spend("a", MediaTurns.Budget);
        turns.Spend("b", MediaTurns.Budget);

        Assert.Equal("ababab", Order(turns));
    }

    private MediaTurns Turns(params string[] waiting)
    {
        var turns = new MediaTurns(time);
        foreach (var (number, provider) in waiting.SelectMany(files => files.Select(letter => letter.ToString())).Index()) turns.Add(new MediaJob(number, provider, IsPicture: false));
        return turns;
    }

    private static string Order(MediaTurns turns, int most = 100)
    {
        var order = "";
        while (order.Length < most && turns.Take() is { } job) order += job.Provider;
        return order;
    }
}
