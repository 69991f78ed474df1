using Griot.Enrichment.Labels;
using Griot.Record;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>What stands in the index of a piece that the public sees.</summary>
internal static class IndexedPiece
{
    // An imported date may be any; what is later than this stands at the edge.
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int BitsOfPlace = 24;

    internal static Document Of(Rendition piece, long arrival, DateTimeOffset moment, ItemLabels labels)
    {
        var document = new Document();
        AddWords(document, piece);
        AddValue(document, IndexFields.Item, piece.State.Item);
        document.Add(new BinaryDocValuesField(IndexFields.Item, new BytesRef(piece.State.Item)));
        AddLabels(document, IndexFields.Provider, piece.Provider.Id);
        AddValue(document, IndexFields.Kind, Word.Of(piece.Provider.Kind));
        foreach (var capacity in piece.Provider.CurrentCapacities.Distinct()) AddValue(document, IndexFields.Capacity, Word.Of(capacity));
        AddLabels(document, IndexFields.Country, labels.Countries);
        AddLabels(document, IndexFields.Region, labels.Regions);
        AddLabels(document, IndexFields.Subject, labels.AllSubjects);
        if (ShownWords.Language(piece) is { } language) AddLabels(document, IndexFields.Language, language);
        if (labels.Genre is { } genre) AddLabels(document, IndexFields.Genre, Word.Of(genre));
        if (labels.Genre == Genre.Document || piece.Media.Any(media => media.Description.IsDocument)) AddValue(document, IndexFields.Has, IndexFields.Documents);
        document.Add(new NumericDocValuesField(IndexFields.Changed, Changes.Write(piece.State.Changed.Entry.Time, piece.CanonicalElsewhere is not null)));
        foreach (var name in PieceNames.Of(piece)) AddValue(document, IndexFields.Named, PieceNames.Key(piece.Provider.Id, name));
        if (PieceNames.Original(piece) is { } original) AddValue(document, IndexFields.Original, PieceNames.Key(piece.Provider.Id, original));
        AddTime(document, moment, arrival);
        return document;
    }

    internal static long Rank(DateTimeOffset moment, long place) => (moment.ToUnixTimeSeconds() << BitsOfPlace) | (place & ((1 << BitsOfPlace) - 1));

    internal static long SecondsOfRank(long rank) => rank >> BitsOfPlace;

    /// <summary>The log index of a place in time, of the newest entries that the place can tell apart.</summary>
    internal static long PlaceOfRank(long rank, long size) => size - 1 - ((size - 1 - rank) & ((1 << BitsOfPlace) - 1));

    internal static int DayOf(DateOnly day) => day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    internal static DateOnly DayOf(int number) => new DateOnly(1970, 1, 1).AddDays(number);

    /// <summary>The day of a place in time; the last one there is for a number that is none.</summary>
    internal static DateOnly DayOfRank(long rank)
    {
        var seconds = SecondsOfRank(rank);
        return seconds >= Latest.ToUnixTimeSeconds() ? DateOnly.MaxValue : seconds <= Shelf.Earliest.ToUnixTimeSeconds() ? DateOnly.FromDateTime(Shelf.Earliest.UtcDateTime) : DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
    }

    private static void AddWords(Document document, Rendition piece)
    {
        var headline = ShownWords.Headline(piece);
        document.Add(new Field(IndexFields.Headline, headline, IndexFields.Words));
        document.Add(new Field(IndexFields.Text, headline, IndexFields.Words));
        foreach (var name in piece.Authors)
        {
            document.Add(new Field(IndexFields.By, name, IndexFields.Names));
            document.Add(new Field(IndexFields.Text, name, IndexFields.Words));
        }

        document.Add(new Field(IndexFields.ProviderName, piece.Provider.Name, IndexFields.Names));
        document.Add(new Field(IndexFields.Text, piece.Provider.Name, IndexFields.Words));
        foreach (var text in ShownWords.Texts(piece)) document.Add(new Field(IndexFields.Text, text, IndexFields.Words));
    }

    private static void AddTime(Document document, DateTimeOffset moment, long place)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        document.Add(new Int32Field(IndexFields.Day, DayOf(day), Field.Store.NO));
        document.Add(IndexFields.LabelOf(IndexFields.Month, day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)));
        document.Add(new NumericDocValuesField(IndexFields.Rank, Rank(moment, place)));
    }

    // To narrow by, and to be counted by.
    private static void AddLabels(Document document, string field, params IEnumerable<string> values)
    {
        foreach (var value in values.Distinct(StringComparer.Ordinal))
        {
            AddValue(document, field, value);
            document.Add(IndexFields.LabelOf(field, value));
        }
    }

    private static void AddValue(Document document, string field, string value) => document.Add(IndexFields.Put(field, value));
}
