namespace Griot.Record;

/// <summary>What a provider is. The house is the operator's own newsroom: a provider like any other, marked as such.</summary>
public enum ProviderKind { Press, Institution, Individual, House }

/// <summary>
/// In which capacity a provider speaks, as the provider itself declares it. The program never infers a stance and never
/// ranks by capacity.
/// </summary>
public enum Capacity
{
    NotStated, Government, Opposition, Parliament, Judiciary, InternationalOrganisation, CivilSociety, Company, Academic,
    Religious, Independent,
}

/// <summary>How much of a text its provider lets the house show; ordered from the most to the least.</summary>
public enum Terms { Full, Excerpt, Link }

/// <summary>Of a piece that stands at its provider's and at the house: whose page search engines are to show.</summary>
public enum CanonicalPage { House, Provider }

/// <summary>IPTC publishing status, with "embargoed" for what may not be shown yet.</summary>
public enum PubStatus { Usable, Embargoed, Withheld, Canceled }

/// <summary>What a version says about the one before it.</summary>
public enum Signal { New, Update, Correction, Withdrawal }

/// <summary>
/// How sure it is that a delivery came from its provider, from the strongest to the weakest (ledger.md, section 2).
/// </summary>
public enum Evidence { Signed, Authenticated, Proven, Tls, Plain, Entered }

/// <summary>The class of reason that a hold states in public.</summary>
public enum HoldReason { Legal, Privacy, Safety, Rights, Authenticity, Technical }

/// <summary>The class of order that a removal obeys, as it is stated in public.</summary>
public enum RemovalReason
{
    CourtOrder,
    /// <summary>An order of an authority that the law of the country lets give one.</summary>
    AuthorityOrder,
    DataProtection,
    /// <summary>Danger to a person.</summary>
    Safety,
}

/// <summary>How a channel brings its deliveries. An archive brings what was published before, on the operator's word.</summary>
public enum ChannelKind { Feed, House, Push, Mail, Form, Folder, Archive }

/// <summary>Whether a provider delivers. From a suspended or archived one only a withdrawal is taken; what it delivered before stays.</summary>
public enum ProviderState { Active, Suspended, Archived }

/// <summary>
/// How a piece that the house brought came to be. A reply is somebody's answer to a piece, by right: the words of whoever signs
/// it, which the house only let in.
/// </summary>
public enum HouseOrigin { Produced, Commissioned, Reply }
