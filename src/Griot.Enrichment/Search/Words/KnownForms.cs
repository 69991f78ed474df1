using System.Collections.Concurrent;

namespace Griot.Enrichment.Search;

/// <summary>
/// Words whose forms were worked out before: most words of a text are among some thousands, and those are met first. It holds so
/// many and stays as it is then: what comes and goes would cost the collector more than it saves. A text of nothing but rare words
/// costs what it did without it. Used by any number of threads.
/// </summary>
internal sealed class KnownForms
{
    private const int Most = 20_000;
    // Of longer ones each is met once.
    private const int Longest = 32;

    private readonly ConcurrentDictionary<string, string[]> forms;
    private readonly ConcurrentDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private int count;

    internal KnownForms()
    {
        forms = new(StringComparer.Ordinal);
        bySpan = forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The forms of a word; null where they are not known.</summary>
    internal string[]? Find(ReadOnlySpan<char> word) => bySpan.TryGetValue(word, out var known) ? known : null;

    /// <summary>Forgets all words: some of them may have been removed by order.</summary>
    internal void Clear()
    {
        forms.Clear();
        Volatile.Write(ref count, 0);
    }

    internal void Keep(string word, string[] made)
    {
        if (word.Length <= Longest && Volatile.Read(ref count) < Most && forms.TryAdd(word, made)) Interlocked.Increment(ref count);
    }
}
