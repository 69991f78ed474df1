namespace Griot.Enrichment.Labels;

/// <summary>What kind of text a piece is, where its delivery or the house's mapping says so. Nothing is guessed.</summary>
public enum Genre { News, Opinion, PressRelease, Document, Interview }
