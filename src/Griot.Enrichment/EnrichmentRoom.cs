using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    /// <param name="isReading">True where another process keeps what is derived, and this one only looks at it.</param>
    public static IServiceCollection AddEnrichment(this IServiceCollection services, string data, bool isReading = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        services.TryAddSingleton<Shelf>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(given => new HouseLabels(data, given.GetRequiredService<ILogger<HouseLabels>>()));
        services.AddSingleton(given => new SearchIndex(
            given.GetRequiredService<Shelf>(), new IndexPlaces(data), given.GetRequiredService<HouseLabels>(), given.GetRequiredService<TimeProvider>(), given.GetRequiredService<ILogger<SearchIndex>>(), isReading));
        services.AddSingleton<IFollower>(given => given.GetRequiredService<SearchIndex>());
        services.AddSingleton<IFollower>(given => new ForgottenWords(given.GetRequiredService<ILedgerReader>(), given.GetRequiredService<TimeProvider>()));
        services.AddSingleton(given => new ArticleSearch(given.GetRequiredService<Shelf>(), given.GetRequiredService<SearchIndex>(), given.GetRequiredService<TimeProvider>()));
        services.AddSingleton(given => new PieceMonths(given.GetRequiredService<Shelf>(), given.GetRequiredService<SearchIndex>()));
        services.AddSingleton(given => new PieceTranslations(given.GetRequiredService<Shelf>(), given.GetRequiredService<SearchIndex>()));
        return services.AddSingleton(given => new Followers(
            given.GetRequiredService<ILedgerReader>(), given.GetServices<IFollower>(), given.GetRequiredService<TimeProvider>(), given.GetRequiredService<ILogger<Followers>>()));
    }
}
