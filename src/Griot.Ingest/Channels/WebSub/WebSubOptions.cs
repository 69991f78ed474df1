namespace Griot.Ingest.Channels.WebSub;

/// <summary>How hubs are spoken to.</summary>
public sealed record WebSubOptions
{
    /// <summary>The site's public address: hubs call back there. Neither hubs nor topics are ever looked for on its host.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Who asks, as hubs see it.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The operator has opened networks for hubs and subscribers: those of the way out that is given.</summary>
    public bool OpenedNetworks { get; init; }
}
