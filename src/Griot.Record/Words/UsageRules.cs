namespace Griot.Record;

/// <summary>Whether programs that learn may use a text; ordered from the most to the least.</summary>
public enum AiUse
{
    Allow,
    /// <summary>Under a licence only: where it is to be had, an address says.</summary>
    Licence,
    Deny,
}

/// <summary>Whether something that a provider can allow is allowed.</summary>
public enum Permission { Allow, Deny }

/// <summary>
/// Where a text may be used, by ISO 3166-1 alpha-2: in the countries of <paramref name="Only"/>, or everywhere but in those of
/// <paramref name="Except"/>. Never both.
/// </summary>
public sealed record Territory(IReadOnlyList<string>? Only = null, IReadOnlyList<string>? Except = null)
{
    /// <summary>Countries by commas, as people type them: <c>ML,SN</c>, or <c>-FR,-BE</c> for all but these. Null for anything else.</summary>
    public static Territory? Parse(string? text)
    {
        var parts = (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => part.ToUpperInvariant()).ToList();
        var countries = parts.ConvertAll(part => part.TrimStart('-'));
        if (countries.Count == 0 || !countries.TrueForAll(country => country.Length == 2 && country.All(char.IsAsciiLetterUpper))) return null;
        if (parts.TrueForAll(part => part.Length == 2)) return new Territory(Only: [.. countries.Distinct()]);
        return parts.TrueForAll(part => part is ['-', _, _]) ? new Territory(Except: [.. countries.Distinct()]) : null;
    }

    /// <summary>Where both allow it. Countries of <see cref="Only"/> that are none any more: nowhere.</summary>
    public Territory Within(Territory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Only, other.Only) switch
        {
            ({ } mine, { } theirs) => new Territory(Only: [.. mine.Intersect(theirs, StringComparer.Ordinal)]),
            ({ } mine, null) => new Territory(Only: [.. mine.Except(other.Except ?? [], StringComparer.Ordinal)]),
            (null, { } theirs) => new Territory(Only: [.. theirs.Except(Except ?? [], StringComparer.Ordinal)]),
            _ => new Territory(Except: [.. (Except ?? []).Union(other.Except ?? [], StringComparer.Ordinal)]),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Only is not null ? string.Join(',', Only) : string.Join(',', (Except ?? []).Select(country => "-" + country));

    /// <inheritdoc/>
    public bool Equals(Territory? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// A provider's terms besides how much of a text is shown (<see cref="Terms"/>): by its card for all that is its own, by a
/// version for that piece. Null says nothing: neither allowed nor forbidden. Its own words stand beside, in <c>usageTerms</c>.
/// </summary>
public sealed record UsageRules
{
    public Territory? Territory { get; init; }

    /// <summary>Of a card: only from then on, and only until then, more than headline and link are shown.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Of a card with one of these dates: what holds between them.</summary>
    public Terms? Within { get; init; }

    public AiUse? Ai { get; init; }

    /// <summary>Where the licence is to be had: http or https.</summary>
    public string? AiPolicy { get; init; }

    /// <summary>Whether who takes the text from the house may sell it on.</summary>
    public Permission? Resale { get; init; }

    /// <summary>The line that has to stand with the text, in the provider's words.</summary>
    public string? Attribution { get; init; }

    /// <summary>True where the text may not be used everywhere.</summary>
    public bool IsTerritorial => Territory is not null;

    /// <summary>True where programs that learn may not use the text, or only under a licence.</summary>
    public bool IsAiReserved => Ai is AiUse.Deny or AiUse.Licence;

    /// <summary>
    /// <c>tdm-reservation</c> of the TDM Reservation Protocol (W3C Community Group Report, 10 May 2024): 1 where mining is reserved, 0 where
    /// it is not; null where the provider says nothing, and nothing is said for it.
    /// </summary>
    public int? Reservation => Ai is null ? null : IsAiReserved ? 1 : 0;

    /// <summary>The headers and <c>meta</c> names of that protocol with their values; none where nothing is said.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TdmFields() =>
        Reservation is not { } reserved ? []
        : AsciiPolicy() is { } policy ? [new("tdm-reservation", reserved == 1 ? "1" : "0"), new("tdm-policy", policy)]
        : [new("tdm-reservation", reserved == 1 ? "1" : "0")];

    // A header holds ASCII alone. What can't be written so is left out: the reservation stands without it.
    private string? AsciiPolicy()
    {
        try
        {
            return Uri.TryCreate(AiPolicy, UriKind.Absolute, out var address) && new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri is var written
                && written.All(letter => letter is > ' ' and <= '~') ? written : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>Null where nothing is said: a card or record without rules keeps the bytes that it always had.</summary>
    public UsageRules? OrNull() => this == new UsageRules() ? null : this;

    /// <summary>What a version says, over what its provider's card says; null where neither says anything.</summary>
    public static UsageRules? Over(UsageRules? version, UsageRules? card)
    {
        if (version is null || card is null) return version ?? card;
        return card with
        {
            Territory = version.Territory is { } own && card.Territory is { } all ? own.Within(all) : version.Territory ?? card.Territory,
            Ai = version.Ai ?? card.Ai,
            // A policy belongs to what it licenses.
            AiPolicy = version.Ai is null ? card.AiPolicy : version.AiPolicy,
            Resale = version.Resale ?? card.Resale,
            Attribution = version.Attribution ?? card.Attribution,
        };
    }

    /// <summary>How much may be shown at a moment under rules with dates.</summary>
    /// <param name="agreed">What holds between the dates, and where there are none.</param>
    /// <param name="now">The moment: only who writes a card asks, never who shows.</param>
    public Terms TermsAt(Terms agreed, DateTimeOffset now) => now < NotBefore || now >= NotAfter ? Terms.Link : agreed;
}
