using Griot.Enrichment.Search;
using Griot.Testing;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Griot.Enrichment.Tests.Search;

/// <summary>A piece as numbers choose it, and what the index is told of it.</summary>
internal sealed record InventedPiece(string Item, long Rank, string Provider, string Language, IReadOnlyList<string> Countries, IReadOnlyList<string> Words)
{
    private static readonly string[] Languages = ["fr", "en", "sw"];
    private static readonly string[] All = ["ML", "SN", "CI", "GH", "NG"];

    internal const int Day = 86_400;

    /// <summary>Most stand in the order of time, ten a day; every ninety-seventh is a correction of something older.</summary>
    internal static InventedPiece Of(int place, uint number)
    {
        var second = (place - (number % 97 == 0 ? (int)(number >> 20) % (place + 1) : 0)) * (Day / 10);
        return new InventedPiece(
            $"i{place}", ((long)second << 24) | (uint)place, number % 5 < 3 ? "common" : $"p{number % 400}", Languages[number / 3 % 3 == 0 ? 0 : number / 9 % 3],
            [.. All.Where((_, one) => (number >> one & 1) == 1)], [.. Enumerable.Range(0, 5).Select(one => $"w{BitWidth(number * (uint)((one * 7919) + 31) + (uint)place)}")]);
    }

    internal DateOnly On => IndexedPiece.DayOf((int)((Rank >> 24) / Day));

    internal Document Document()
    {
        var document = new Document { IndexFields.Put(IndexFields.Item, Item), new BinaryDocValuesField(IndexFields.Item, new BytesRef(Item)), new NumericDocValuesField(IndexFields.Rank, Rank) };
        document.Add(new Field(IndexFields.Text, string.Join(' ', Words), IndexFields.Words));
        document.Add(new Field(IndexFields.Headline, Words[0], IndexFields.Words));
        foreach (var (field, value) in ((string, string)[])[(IndexFields.Provider, Provider), (IndexFields.Language, Language)])
        {
            document.Add(IndexFields.Put(field, value));
            document.Add(IndexFields.LabelOf(field, value));
        }

        foreach (var country in Countries)
        {
            document.Add(IndexFields.Put(IndexFields.Country, country));
            document.Add(IndexFields.LabelOf(IndexFields.Country, country));
        }

        return document;
    }

    // Some words are far more frequent than others.
    private static int BitWidth(uint number) => System.Numerics.BitOperations.TrailingZeroCount(number | 1 << 12);
}

/// <summary>Invented pieces in an index of several parts, of which some are deleted again, and the same pieces as a list.</summary>
internal sealed class InventedIndex : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly IndexFolder index;

    /// <param name="numbers">One for each piece.</param>
    /// <param name="isReadAnew">The newest part lies first, as after all was read anew from the newest on.</param>
    internal InventedIndex(uint[] numbers, bool isReadAnew = false)
    {
        index = IndexFolder.Write(folder.Path)!;
        var pieces = numbers.Select((number, place) => InventedPiece.Of(place, number)).ToList();
        List<InventedPiece>[] parts = [pieces[..(numbers.Length * 9 / 10)], pieces[(numbers.Length * 9 / 10)..^5], pieces[^5..]];
        foreach (var part in isReadAnew ? parts.Reverse() : parts)
        {
            foreach (var piece in part) index.Put(piece.Item, piece.Document(), WordAnalyzer.For(null));
            index.Refresh();
        }

        var deleted = pieces.Where((_, place) => numbers[place] % 31 == 0).Select(piece => piece.Item).ToHashSet(StringComparer.Ordinal);
        foreach (var item in deleted) index.Delete(item);
        index.Refresh();
        Pieces = pieces.FindAll(piece => !deleted.Contains(piece.Item));
        View = index.View();
    }

    internal List<InventedPiece> Pieces { get; }

    internal IndexView View { get; }

    public void Dispose()
    {
        View.Dispose();
        index.Dispose();
        folder.Dispose();
    }
}
