using CsCheck;

namespace Griot.Outputs.Tests;

/// <summary>What may happen to the pieces of a house.</summary>
public enum Act
{
    Deliver, Embargo, EmbargoWithoutEnd, Correct, Delete, DeliverLate, Leave, Hold, Restore, RemoveNewest, RemoveItem, Wait,
}

/// <summary>A step of a story, written so that a person reads it in a failure.</summary>
/// <param name="Act">What happens.</param>
/// <param name="Provider">Whose piece: 0 or 1. Both deliver under the same id.</param>
/// <param name="Hours">Of an embargo, or of waiting.</param>
/// <param name="Expires">Hours until what is delivered expires: below zero it is over on arrival; null, never.</param>
public sealed record Step(Act Act, int Provider, int Hours, int? Expires)
{
    internal static Gen<Step[]> Stories { get; } = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Act.Deliver)), (5, Gen.Const(Act.Embargo)), (1, Gen.Const(Act.EmbargoWithoutEnd)), (2, Gen.Const(Act.Correct)),
            (4, Gen.Const(Act.Delete)), (2, Gen.Const(Act.DeliverLate)), (1, Gen.Const(Act.Leave)), (2, Gen.Const(Act.Hold)), (2, Gen.Const(Act.Restore)),
            (2, Gen.Const(Act.RemoveNewest)), (1, Gen.Const(Act.RemoveItem)), (5, Gen.Const(Act.Wait))),
        Gen.Int[0, 1], Gen.Int[1, 4], Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[-1, 5].Select(hours => (int?)hours))),
        (act, provider, hours, expires) => new Step(act, provider, hours, expires)).Array[1, 12];

    /// <inheritdoc/>
    public override string ToString() => Act switch
    {
        Act.Wait => $"{Hours} h pass",
        Act.Embargo => $"{Who} delivers, embargo {Hours} h{Until}",
        Act.Deliver or Act.EmbargoWithoutEnd or Act.Correct or Act.DeliverLate => $"{Who}: {Act}{Until}",
        _ => $"{Who}: {Act}",
    };

    private char Who => "AB"[Provider];

    private string Until => Expires is { } hours ? $", expires in {hours} h" : "";
}
