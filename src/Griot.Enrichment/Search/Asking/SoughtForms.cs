namespace Griot.Enrichment.Search;

/// <summary>Everything that is sought: of each word of a text it is asked whether it is of that, before anything is made of it.</summary>
internal sealed class SoughtForms
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> forms;
    private readonly string[] beginnings;

    internal SoughtForms(IReadOnlyList<Sought> sought)
    {
        forms = sought.SelectMany(one => one.Places).SelectMany(place => place).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        beginnings = [.. sought.Select(one => one.Prefix).OfType<string>()];
    }

    internal bool Have(ReadOnlySpan<char> word)
    {
        if (forms.Contains(word)) return true;
        foreach (var beginning in beginnings) if (word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }
}
