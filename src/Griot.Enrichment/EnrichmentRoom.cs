using Griot.Record;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Griot.Enrichment;

/// <summary>The door of the room: what is said about items and made of them, all of it derived from the ledger.</summary>
public static class EnrichmentRoom
{
    /// <summary>The folder inside a data folder that may be deleted at any time: all of it is made again.</summary>
    public const string FolderName = "derived";

    /// <summary>What the room offers. Somebody else gives the <see cref="ILedgerReader"/> and runs <see cref="Followers"/>.</summary>
    /// <param name="services">The composition.</param>
    /// <param name="data">The data folder.</param>
    public static IServiceCollection AddEnrichment(this IServiceCollection services, string data)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        return services.AddSingleton(given => new Followers(
            given.GetRequiredService<ILedgerReader>(), given.GetServices<IFollower>(), given.GetService<TimeProvider>() ?? TimeProvider.System, given.GetRequiredService<ILogger<Followers>>()));
    }
}
