namespace Griot.Feedback;

/// <summary>What a complaint says is wrong.</summary>
public enum ComplaintAbout { Fact, Picture, Privacy, Offence, Rights, Other }

/// <summary>The class of reason for which a case is refused, as its reader is told.</summary>
public enum RefusalReason { Unlawful, Offence, Privacy, NotConcerned, OffTopic, TooLong, Repeated, Spam }
