using Griot.Formats.Values;
using Griot.Formats.Xml;
using Griot.Record;

namespace Griot.Formats.Modules;

/// <summary>
/// What an item itself says of its use, in words that a machine can't misread: Griot's own module (<c>ai</c>, <c>territory</c>,
/// <c>resale</c>, <c>attribution</c>), and of RSL 1.0 what one licence prohibits and the countries that it names. Prices, classes of
/// users and all other words are left where they stand.
/// </summary>
internal sealed class UsageStatements
{
    private UsageRules rules = new();
    private UsageRules? licence;
    private int licences;

    /// <summary>Null where the item says nothing that is taken.</summary>
    public UsageRules? All => UsageRules.Over(rules.OrNull(), licences == 1 ? licence?.OrNull() : null);

    /// <summary>Takes an element of either namespace; false for any other element.</summary>
    public bool Take(ElementReader reader)
    {
        if (reader.Namespace == XmlNames.Griot) return Take(reader.LocalName, () => reader.Text());
        if (reader.Namespace != XmlNames.Rsl || reader.LocalName != "content") return false;
        for (var depth = reader.Depth; reader.NextChild(depth);) if (reader.LocalName == "license") TakeLicence(reader);
        return true;
    }

    /// <summary>Takes one statement of Griot's module by its name; false for any other name. What is none of its words says nothing.</summary>
    public bool Take(string name, Func<string?> text)
    {
        switch (name)
        {
            case "ai":
                TakeAi(ItemDraft.Filled(text()) ?? "");
                return true;
            case "territory":
                rules = rules with { Territory = rules.Territory ?? Territory.Parse(text()) };
                return true;
            case "resale":
                rules = rules with { Resale = rules.Resale ?? Word.Parse<Permission>(text()) };
                return true;
            case "attribution":
                rules = rules with { Attribution = rules.Attribution ?? ItemDraft.Filled(text()) };
                return true;
            default:
                return false;
        }
    }

    // A licence that nobody can find is no permission: then it is denied.
    private void TakeAi(string text)
    {
        var policy = text.StartsWith("licence=", StringComparison.OrdinalIgnoreCase) ? Address.Resolve(text["licence=".Length..], null) : null;
        AiUse? use = text.StartsWith("licence", StringComparison.OrdinalIgnoreCase) ? policy is null ? AiUse.Deny : AiUse.Licence : Word.Parse<AiUse>(text);
        if (rules.Ai is null) rules = rules with { Ai = use, AiPolicy = policy };
    }

    // Of several licences a taker may choose: then none of them prohibits anything for all.
    private void TakeLicence(ElementReader reader)
    {
        licences++;
        licence = new UsageRules();
        for (var depth = reader.Depth; reader.NextChild(depth);)
        {
            var (name, type, text) = (reader.LocalName, reader.Attribute("type"), reader.Text());
            if (name == "prohibits" && type == "usage" && Words(text).Any(word => word is "all" or "ai-all" or "ai-train" or "train-ai")) licence = licence with { Ai = AiUse.Deny };
            if (type == "geo" && Territory.Parse(string.Join(',', Words(text).Select(word => name == "prohibits" ? "-" + word : word))) is { } territory) licence = licence with { Territory = territory };
        }
    }

    private static IEnumerable<string> Words(string text) => text.ToLowerInvariant().Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
