namespace Griot.Ledger;

/// <summary>A picture that a piece names and that is still to be fetched.</summary>
/// <param name="Item">The piece.</param>
/// <param name="Uri">Its address, as the record has it.</param>
/// <param name="Provider">Whose piece it is: each has its turn.</param>
/// <param name="Failures">How often it was asked for and did not come.</param>
/// <param name="At">Not asked for before.</param>
public sealed record PictureCall(string Item, string Uri, string Provider, int Failures, DateTimeOffset At);
