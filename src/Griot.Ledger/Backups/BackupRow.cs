namespace Griot.Ledger.Backups;

/// <summary>A backup that was made of a ledger, or begun.</summary>
/// <param name="Id">Its number in the list.</param>
/// <param name="Path">Where it was written, on the machine that wrote it.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="IsFinished">False while it is being made, and where it was broken off: then a part of it may lie beside its path.</param>
/// <param name="Size">Entries in it; of one that is not finished, the entries that stood when it was begun.</param>
/// <param name="WithKey">True where it holds the key that signs the log.</param>
public sealed record BackupRow(long Id, string Path, DateTimeOffset Started, bool IsFinished, long Size, bool WithKey);
