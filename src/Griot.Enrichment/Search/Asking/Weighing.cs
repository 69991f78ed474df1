using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Griot.Enrichment.Search;

/// <summary>What found pieces are weighed by. Lucene would ask each word's list anew for each piece; this goes through one list after the other, for many pieces at a time.</summary>
/// <param name="words">Each adds the most that one of its forms weighs.</param>
internal sealed class Weighing(IReadOnlyList<IReadOnlyList<Query>> words, IndexSearcher searcher)
{
    private readonly List<List<Weight>> weights = [.. words.Select(forms => forms.Select(searcher.CreateNormalizedWeight).ToList())];

    /// <summary>The same for one part of the index.</summary>
    internal PartWeighing In(AtomicReaderContext part) => new(weights.Select(forms => forms.Select(form => form.GetScorer(part, null)).OfType<Scorer>().ToArray()).Where(forms => forms.Length > 0));
}

/// <summary>Pieces of one part, in the order in which they stand there, until they are weighed.</summary>
internal sealed class PartWeighing(IEnumerable<Scorer[]> words)
{
    private const int Together = 1024;

    private readonly List<Scorer[]> words = [.. words];
    private readonly int[] documents = new int[Together];
    private readonly float[] weights = new float[Together];
    private readonly float[] most = new float[Together];
    private int count;

    internal bool IsFull => count == Together;

    /// <param name="document">Comes after those that were added before.</param>
    /// <param name="weight">What it weighs already.</param>
    internal void Add(int document, float weight) => (documents[count], weights[count++]) = (document, weight);

    /// <summary>Those that were added, with what they weigh; then there are none.</summary>
    internal IEnumerable<(int Document, float Weight)> Take()
    {
        foreach (var forms in words) Weigh(forms);
        for (var i = 0; i < count; i++) yield return (documents[i], weights[i]);
        count = 0;
    }

    private void Weigh(Scorer[] forms)
    {
        Array.Clear(most, 0, count);
        foreach (var form in forms) Weigh(form);
        for (var i = 0; i < count; i++) weights[i] += most[i];
    }

    private void Weigh(Scorer form)
    {
        var at = form.DocID;
        for (var i = 0; i < count; i++)
        {
            if (at < documents[i]) at = form.Advance(documents[i]);
            if (at == documents[i]) most[i] = Math.Max(most[i], form.GetScore());
        }
    }
}
