using Griot.Record;
using Griot.Web;
using Microsoft.Extensions.Caching.Memory;

namespace Griot.Site;

/// <summary>
/// Says what changed in one line. Two versions never change, so what was counted once is kept, by their entries and by how much of them
/// may be seen: numbers alone, and nothing of the texts.
/// </summary>
internal sealed class WhatChanged : IChangeWords, IDisposable
{
    private const int MostKept = 20_000;
    private const int MostBeside = 400;

    private readonly MemoryCache counted = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>The line, in an edition's language.</summary>
    internal string Line(Edition edition, Rendition before, Rendition after) => Facts(before, after).Line(edition);

    /// <summary>The difference word by word where so little changed that it may stand beside the text; null where it is longer, and then it is not looked for again.</summary>
    internal VersionDifference? Short(Rendition before, Rendition after) =>
        Facts(before, after).Text is { Added: <= MostBeside, Cut: <= MostBeside } ? VersionDifference.Of(before, after) : null;

    public string Line(Rendition before, Rendition after, string? language) => Line(Editions.Home(language), before, after);

    public string Name(Signal signal, string? language) => Capital(Editions.Home(language).Of(signal));

    public string Gone(Standing standing, string? language) => Editions.Home(language).Text($"site.gone.{Word.Of(standing)}.title");

    public string Title(string? language) => Editions.Home(language).Text("site.corrections");

    public void Dispose() => counted.Dispose();

    private ChangeFacts Facts(Rendition before, Rendition after)
    {
        var place = (before.Version.Index, after.Version.Index, before.Answer, after.Answer);
        if (counted.TryGetValue(place, out ChangeFacts? known)) return known!;
        var facts = ChangeFacts.Of(VersionDifference.Of(before, after));
        counted.Set(place, facts, new MemoryCacheEntryOptions { Size = 1 });
        return facts;
    }

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
