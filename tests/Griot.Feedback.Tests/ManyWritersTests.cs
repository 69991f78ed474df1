using System.Net;

namespace Griot.Feedback.Tests;

public sealed class ManyWritersTests : IAsyncDisposable
{
    private readonly FeedbackWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Many_who_write_at_once_never_see_a_locked_database()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            using var desk = Desk.Open(world.Folder);
            var ask = new AskQuestion(desk, new AskLimits(world.Time), world.Time);
            for (var i = 0; i < 25; i++)
            {
                var sender = new IPAddress([192, 0, (byte)writer, (byte)i]);
                var kept = Assert.IsType<AskOutcome.Kept>(ask.Ask(new Question($"{writer} {i}", null, null, false, "en"), world.ThePiece, sender));
                Assert.IsType<CaseOutcome.Done>(new AnswerCase(desk, world.Time).Answer(kept.Reference, "yes", "Griot"));
            }
        })));
        Assert.Equal(200, new ListCases(world.Desk).List(CaseState.Answered).Count);
    }

    [Fact]
    public async Task Many_may_open_a_new_desk_at_once()
    {
        using var folder = new Griot.Testing.TemporaryFolder();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Desk.Open(folder.Path).Dispose())));
        using var desk = Desk.Open(folder.Path);
        Assert.Empty(new ListCases(desk).List());
    }
}
