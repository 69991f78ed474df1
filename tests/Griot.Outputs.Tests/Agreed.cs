using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>What a provider has agreed with the house, as the test thinks of it: without cards.</summary>
internal sealed class Agreed
{
    private DateTimeOffset? begins;
    private DateTimeOffset? ends;

    public Terms Terms { get; private set; }

    public bool IsTerritorial { get; private set; }

    public AiUse? Ai { get; private set; }

    public Permission? Resale { get; private set; }

    /// <summary>How much may be shown at a moment of what was delivered for everything.</summary>
    public Terms At(DateTimeOffset now) => now < begins || now >= ends ? Terms.Link : Terms;

    /// <summary>Agrees on one thing more, and says how a person types it.</summary>
    public ProviderDetails Agree(Agreement what, DateTimeOffset date)
    {
        switch (what)
        {
            case Agreement.Full or Agreement.Excerpt or Agreement.Link:
                Terms = Word.Parse<Terms>(what.ToString().ToLowerInvariant())!.Value;
                return new ProviderDetails { Terms = Terms };
            case Agreement.SomeCountries or Agreement.Everywhere:
                IsTerritorial = what == Agreement.SomeCountries;
                return Usage(new UsageDetails { Territory = IsTerritorial ? "ML,SN" : "" });
            case Agreement.AiDenied or Agreement.AiUnsaid:
                Ai = what == Agreement.AiDenied ? AiUse.Deny : null;
                return Usage(new UsageDetails { Ai = Ai is null ? "" : "deny" });
            case Agreement.NoResale or Agreement.ResaleUnsaid:
                Resale = what == Agreement.NoResale ? Permission.Deny : null;
                return Usage(new UsageDetails { Resale = Resale is null ? "" : "deny" });
            default:
                (begins, ends) = (what == Agreement.Begins ? date : null, what == Agreement.Ends ? date : null);
                return Usage(new UsageDetails { From = Written(begins), Until = Written(ends) });
        }
    }

    private static ProviderDetails Usage(UsageDetails usage) => new() { Usage = usage };

    private static string Written(DateTimeOffset? date) => date is { } moment ? Stage.Written(moment) : "";
}
