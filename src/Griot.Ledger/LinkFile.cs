namespace Griot.Ledger;

/// <summary>A file that was sent to the page of a one-time link, until the piece is delivered or the link has lapsed.</summary>
/// <param name="Name">As its sender's machine called it.</param>
/// <param name="Type">As its sender's machine said.</param>
/// <param name="Bytes">As they came.</param>
public sealed record LinkFile(string Name, string Type, byte[] Bytes);
