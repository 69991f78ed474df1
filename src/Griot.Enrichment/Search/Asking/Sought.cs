namespace Griot.Enrichment.Search;

/// <summary>Words that are looked for: at each place the forms in which the word may stand there, the one that was typed first.</summary>
internal sealed class Sought
{
    // Latin and Arabic letters come before it; of words in other letters there are no stems.
    private const char BeyondStemmed = '\u0780';

    /// <param name="text">The words as typed.</param>
    /// <param name="isPhrase">Just as they are written.</param>
    internal Sought(string text, bool isPhrase)
    {
        var places = new SortedDictionary<int, List<string>>();
        // Every language cuts at the same places; what they make of a word differs.
        foreach (var analyzer in WordAnalyzer.All)
            foreach (var cut in Cut.OfTyped(text, analyzer))
                Add(places, cut);
        Places = [.. places.Values];
        if (isPhrase) foreach (var forms in Places) forms.RemoveRange(1, forms.Count - 1);
    }

    internal IReadOnlyList<List<string>> Places { get; }

    /// <summary>At the last place words that begin so are meant as well.</summary>
    internal string? Prefix { get; set; }

    private static void Add(SortedDictionary<int, List<string>> places, Cut cut)
    {
        if (!places.TryGetValue(cut.Place, out var forms)) places[cut.Place] = forms = [];
        AddOnce(forms, cut.Term);
        // The stem of what was typed may be what is written: avions finds avion.
        if (cut.IsStem) AddOnce(forms, cut.Term[1..]);
        else if (cut.Term is [< BeyondStemmed, ..]) AddOnce(forms, WordAnalyzer.StemMark + cut.Term);
    }

    private static void AddOnce(List<string> forms, string form)
    {
        if (!forms.Contains(form)) forms.Add(form);
    }
}
