using Griot.Fuzz;

namespace Griot.Formats.Tests;

/// <summary>A short walk with what <c>bench/fuzz</c> runs for hours: the same inputs each time, and no look at the clock.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 400;
    private const ulong Start = 1;

    public static TheoryData<string> Targets => [.. Target.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Changed_feeds_and_texts_break_nothing_and_cost_little(string name)
    {
        var target = Target.All.Single(target => target.Name == name);
        var mutator = new Mutator(Corpus.Load(shared: false).For(target), Start);

        for (var index = 0; index < Inputs; index++)
        {
            var fault = Trial.Of(target, mutator.Input(target, index), timed: false).Fault;
            Assert.True(fault is null, $"input {index} of seed {Start}: {fault}");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        var (target, corpus) = (Target.All[0], Corpus.Load(shared: false));

        IEnumerable<byte[]> Inputs() => Enumerable.Range(0, 50).Select(index => new Mutator(corpus.For(target), 7).Input(target, index));

        Assert.Equal(Inputs(), Inputs());
        Assert.NotEqual(Inputs(), Enumerable.Range(0, 50).Select(index => new Mutator(corpus.For(target), 8).Input(target, index)));
    }

    [Fact]
    public void What_throws_grows_or_breaks_its_word_is_found()
    {
        Target Faulty(Func<byte[], Meter, Func<string?>> run) => new("faulty", _ => true, run);

        Assert.Contains("NotSupportedException", Trial.Of(Faulty((_, _) => throw new NotSupportedException()), [], timed: false).Fault);
        Assert.Equal("broken", Trial.Of(Faulty((_, _) => () => "broken"), [], timed: false).Fault);
        Assert.Equal("allocated 60 MB", Trial.Of(Faulty((_, meter) => meter.Measure<Func<string?>>(() => new byte[60 * 1024 * 1024].Length > 0 ? () => null : () => "")), [], timed: false).Fault);
        Assert.Null(Trial.Of(Faulty((_, meter) => meter.Measure<Func<string?>>(() => () => null)), [], timed: false).Fault);
    }
}
