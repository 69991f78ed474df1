using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Changes;

/// <summary>What is asked of <c>/changes</c>.</summary>
/// <param name="After">The log index to begin with: so many entries the caller has dealt with.</param>
/// <param name="Limit">At most so many changes.</param>
/// <param name="Wait">How long to wait where there is none.</param>
/// <param name="Provider">Changes of one provider; null: of all.</param>
internal sealed record ChangeQuestion(long After, int Limit, TimeSpan Wait, string? Provider)
{
    internal const int MostChanges = 500;
    internal const int MostSeconds = 60;

    /// <summary>Reads a query; null, with what is wrong, where it can't be understood.</summary>
    internal static ChangeQuestion? Read(IQueryCollection query, ILedgerReader ledger, out Problem? problem)
    {
        var (provider, known) = ((string?)query["provider"], query["provider"].Count < 2);
        problem = null;
        if (QueryNumber.Parse(query["after"], 0, 0, long.MaxValue) is not { } after) problem = Problem.BadCursor;
        else if (QueryNumber.Parse(query["limit"], 100, 1, MostChanges) is not { } limit) problem = Problem.BadParameter with { Detail = "The parameter 'limit' takes a whole number from 1 to 500." };
        else if (QueryNumber.Parse(query["wait"], 0, 0, MostSeconds) is not { } wait) problem = Problem.BadParameter with { Detail = "The parameter 'wait' takes whole seconds, from 0 to 60." };
        else if (provider is not null && (!known || ledger.Card(provider) is null)) problem = Problem.BadParameter with { Detail = "The parameter 'provider' takes the id of a provider." };
        else return new ChangeQuestion(after, (int)limit, TimeSpan.FromSeconds(wait), provider);
        return null;
    }
}
