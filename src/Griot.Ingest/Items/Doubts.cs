using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What a person should know of a document, whether it was fetched or handed over. Counted over its pieces and told once.</summary>
internal sealed class Doubts(string channel)
{
    private readonly HashSet<string> foreign = new(StringComparer.Ordinal);
    private readonly HashSet<string> beyond = new(StringComparer.Ordinal);
    // Their items: this note stays when a piece is removed, so none of its words stands in it.
    private readonly HashSet<string> misleading = new(StringComparer.Ordinal);

    internal void Note(Sight sight, Judgement judgement, Func<Sight, bool> isForeign)
    {
        if (judgement is Judgement.Quarantine { Row.Code: DailyShare.Code }) beyond.Add(Convert.ToHexString(sight.Piece.Cut));
        else if (judgement is Judgement.Seal { Draft.Follows: null } && isForeign(sight)) foreign.Add(Convert.ToHexString(sight.Piece.Cut));
        if (judgement is Judgement.Seal { Draft.Item: { } item } && judgement.Incidents.Any(incident => incident.Code == MisleadingLinks.Code)) misleading.Add(item);
    }

    internal IReadOnlyList<ChannelIncident> Incidents() =>
    [
        .. foreign.Count > 0 ? [Told("foreign-id", $"{foreign.Count} new items bear an id that another provider has delivered. They are items of their own; whose words are they?")] : (ChannelIncident[])[],
        .. beyond.Count > 0 ? [Told(DailyShare.Code, $"{beyond.Count} pieces are more than this provider may bring in a day, and lie in quarantine. Are they what they should be?")] : (ChannelIncident[])[],
        .. misleading.Count > 0 ? [Told(MisleadingLinks.Code, $"{misleading.Count} pieces have links that say another address than they lead to, or lead to a name that can be taken for another, such as {misleading.First()}. They are published as they came. Are the links meant so?")] : (ChannelIncident[])[],
    ];

    private ChannelIncident Told(string code, string message) => new(channel, code, message);
}
