namespace Griot.Record;

/// <summary>The things that an entry commits to; their written form is the label inside the commitment.</summary>
public enum Part { Delivery, Record, Summary, Envelope, Signature }
