using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Ledger.Backups;
using Griot.Record;
using Griot.Record.Html;
using Griot.Recovering;

namespace Griot.Verbs;

/// <summary>What the operator is told of a removal: before, what would go and what would stay; after, what is left to do by hand.</summary>
internal static class RemovalTold
{
    internal static void Plan(RemovalPlan plan, RemovalOrder order, int cases)
    {
        Messages.Say($"provider   {DisplayText.Clean(plan.Provider?.Name ?? "none")}");
        if (plan.Item is { } item) Messages.Say($"item       {item}{(plan.Version is { } version ? $", only version {version}" : ", with all its versions, and whatever its provider sends of it from now on")}");
        if (plan.Headline is { } headline) Messages.Say($"headline   {DisplayText.Clean(headline)}");
        Messages.Say($"content of {(plan.Entries.Count == 1 ? "entry" : "entries")} {Numbers(plan.Entries.Select(entry => entry.Index))}");
        Messages.Say($"in public  {Word.Of(order.Reason)}, {order.Country}{(order.Text is { } text ? $", “{DisplayText.Clean(text)}”" : "")}");
        Tell(plan.Quarantined, "quarantine {0}: holds it, and is emptied");
        Stays(plan);
        Tell(plan.Stays, "versions {0} stay readable");
        Tell(plan.SaysTheSame, "versions {0} stay and say the same");
        foreach (var twin in plan.Twins) Messages.Say($"item {twin} says the same and stays: an order for it has to name it");
        if (cases > 0) Messages.Say($"{cases} of the readers' questions are about it; what they say stays (griot cases)");
        if (plan.Entries is [{ Entry.Kind: EntryKind.Provider }] && plan.Provider is { } provider)
            Messages.Say($"what the slug of that card was made from is not removed: “{provider.Slug}”{(provider.FormerSlugs.Count > 0 ? $", once {string.Join(", ", provider.FormerSlugs)}" : "")}");
    }

    /// <summary>What waits in quarantine and may hold it all the same: a person has to look.</summary>
    internal static void Stays(RemovalPlan plan)
    {
        Tell(plan.Unsure, "quarantine {0}: came through its channel, or holds some of its words, or is another provider's copy; for sure nothing is known, and it stays (look at it with griot quarantine show; --quarantine takes it along)");
        Tell(plan.Unsearched, "quarantine {0}: could not be searched, and stays (look at it with griot quarantine show; --quarantine takes it along)");
    }

    /// <summary>What watched folders brought lies in the data folder once more.</summary>
    internal static void Copies(FolderCopies copies)
    {
        foreach (var path in copies.Held) Messages.Say($"file {path}: holds it, and is deleted");
        foreach (var path in copies.Unsure) Messages.Say($"file {path}: is of the name of one that brought it; that it holds it is not sure, and it stays");
    }

    internal static void Afterwards(bool isWiped, IReadOnlyList<BackupRow> backups)
    {
        if (!isWiped) Messages.Say(HeldBack.StillRead);
        HeldBack.Tell(backups);
    }

    internal static JsonObject Describe(RemovalAnswer.Done done, FolderCopies copies, bool isWiped, IReadOnlyList<BackupRow> backups) => new()
    {
        ["entry"] = done.Entry,
        ["item"] = done.Plan.Item,
        ["version"] = done.Plan.Version,
        ["removed"] = Facts.Array(done.Plan.Entries.Select(entry => (JsonNode?)JsonValue.Create(entry.Index))),
        ["quarantine"] = Facts.Array(done.Plan.Quarantined.Select(id => (JsonNode?)JsonValue.Create(id))),
        ["unsure"] = Facts.Array(done.Plan.Unsure.Select(id => (JsonNode?)JsonValue.Create(id))),
        ["unsearched"] = Facts.Array(done.Plan.Unsearched.Select(id => (JsonNode?)JsonValue.Create(id))),
        ["files"] = Facts.Strings(copies.Held),
        ["unsureFiles"] = Facts.Strings(copies.Unsure),
        ["twins"] = Facts.Strings(done.Plan.Twins),
        ["wiped"] = isWiped,
        ["backups"] = HeldBack.Describe(backups),
    };

    private static void Tell<T>(IReadOnlyCollection<T> numbers, string sentence)
    {
        if (numbers.Count > 0) Messages.Say(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, Numbers(numbers)));
    }

    private static string Numbers<T>(IEnumerable<T> numbers) => string.Join(", ", numbers);
}
