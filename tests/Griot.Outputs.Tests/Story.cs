using CsCheck;

namespace Griot.Outputs.Tests;

/// <summary>What may happen to the pieces of a house.</summary>
public enum Act
{
    Deliver, Embargo, EmbargoWithoutEnd, Correct, Delete, DeleteTwice, DeliverLate, Leave, Hold, Restore, RemoveNewest, RemoveItem, Wait, Agree,
}

/// <summary>What a delivery itself says of its use.</summary>
public enum Said { Nothing, SomeCountries, AiDenied, AiAllowed, NoResale, NoText }

/// <summary>What a provider agrees with the house, for all that is its own.</summary>
public enum Agreement
{
    Full, Excerpt, Link, SomeCountries, Everywhere, AiDenied, AiUnsaid, NoResale, ResaleUnsaid, Ends, Begins, Always,
}

/// <summary>A step of a story, written so that a person reads it in a failure.</summary>
/// <param name="Act">What happens.</param>
/// <param name="Provider">Whose piece: 0 or 1. Both deliver under the same id.</param>
/// <param name="Hours">Of an embargo, of waiting, or until the terms end or begin.</param>
/// <param name="Expires">Hours until what is delivered expires: below zero it is over on arrival; null, never.</param>
/// <param name="Said">What is delivered says of its use.</param>
/// <param name="Agreement">What is agreed anew.</param>
public sealed record Step(Act Act, int Provider, int Hours, int? Expires, Said Said, Agreement Agreement)
{
    internal static Gen<Step> Any { get; } = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Act.Deliver)), (5, Gen.Const(Act.Embargo)), (1, Gen.Const(Act.EmbargoWithoutEnd)), (2, Gen.Const(Act.Correct)),
            (3, Gen.Const(Act.Delete)), (2, Gen.Const(Act.DeleteTwice)), (4, Gen.Const(Act.DeliverLate)), (1, Gen.Const(Act.Leave)), (2, Gen.Const(Act.Hold)), (2, Gen.Const(Act.Restore)),
            (2, Gen.Const(Act.RemoveNewest)), (1, Gen.Const(Act.RemoveItem)), (5, Gen.Const(Act.Wait)), (6, Gen.Const(Act.Agree))),
        Gen.Int[0, 1], Gen.Int[1, 4], Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[-1, 5].Select(hours => (int?)hours))),
        Gen.Frequency((4, Gen.Const(Said.Nothing)), (3, Gen.Enum<Said>())), Gen.Enum<Agreement>(),
        (act, provider, hours, expires, said, agreement) => new Step(act, provider, hours, expires, said, agreement));

    /// <inheritdoc/>
    public override string ToString() => Act switch
    {
        Act.Wait => $"{Hours} h pass",
        Act.Agree => $"{Who} agrees: {Agreement}{(Agreement is Agreement.Ends or Agreement.Begins ? $" in {Hours} h" : "")}",
        Act.Embargo => $"{Who} delivers, embargo {Hours} h{Until}{Terms}",
        Act.Deliver or Act.EmbargoWithoutEnd or Act.Correct or Act.DeliverLate => $"{Who}: {Act}{Until}{Terms}",
        _ => $"{Who}: {Act}",
    };

    private char Who => "AB"[Provider];

    private string Until => Expires is { } hours ? $", expires in {hours} h" : "";

    private string Terms => Said == Said.Nothing ? "" : $", says {Said}";
}

/// <summary>What happens in a house, and which of its two providers push what they deliver: the others have a feed.</summary>
public sealed record Story(Step[] Steps, bool[] Pushes, int Cursor)
{
    internal static Gen<Story> Any { get; } = Gen.Select(
        Step.Any.Array[4, 12], Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true))).Array[2], Gen.Int[0, 20], (steps, pushes, cursor) => new Story(steps, pushes, cursor));

    /// <inheritdoc/>
    public override string ToString() => $"{string.Concat("AB".Where((_, index) => Pushes[index]))} pushes; {string.Join("; ", Steps.AsEnumerable())}";
}
