using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>The fields of the index, and what values go by in <see cref="ValueOf"/>. Nothing of a text is stored: only its words with their places, which point back to the item's id.</summary>
internal static class IndexFields
{
    /// <summary>What stands in the index, and how, has this number: an index of another is made anew.</summary>
    internal const string Format = "8";

    /// <summary>Everything that readers see of a piece: headline, byline, provider, text.</summary>
    internal const string Text = "text";
    internal const string Headline = "headline";
    internal const string By = "by";
    internal const string ProviderName = "provider-name";

    internal const string Item = "item";
    internal const string Provider = "provider";
    internal const string Kind = "kind";
    internal const string Capacity = "capacity";
    internal const string Country = "country";
    internal const string Region = "region";
    internal const string Subject = "subject";
    internal const string Language = "language";
    internal const string Genre = "genre";

    /// <summary>What a piece is or brings with it besides its text: <see cref="Documents"/>.</summary>
    internal const string Has = "has";

    internal const string Documents = "document";

    /// <summary>The month of its day: <c>2026-11</c>. Searches are not narrowed by it.</summary>
    internal const string Month = "month";

    /// <summary>The day by which one can narrow, counted from 1970-01-01.</summary>
    internal const string Day = "day";

    /// <summary>The order of time: a moment in seconds, and within it the place in the log.</summary>
    internal const string Rank = "rank";

    /// <summary>When the public was last told of it, in seconds; and whether search engines are led to its provider's page (<see cref="Changes"/>).</summary>
    internal const string Changed = "changed";

    /// <summary>What the piece is called by its provider, and by what name that calls the one it was translated from (<see cref="PieceNames.Key"/>).</summary>
    internal const string Named = "named";

    internal const string Original = "original";

    /// <summary>Words with their places.</summary>
    internal static readonly FieldType Words = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS });

    /// <summary>The same where no length is told: a name.</summary>
    internal static readonly FieldType Names = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS });

    /// <summary>A value to narrow by.</summary>
    private static readonly FieldType Value = Frozen(new FieldType { IsIndexed = true, IsTokenized = false, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });

    /// <summary>
    /// Whole values (<see cref="Item"/> to <see cref="Documents"/>, and names of pieces) stand in this one field, each behind the name that it
    /// goes by: a part of one piece is written for each refresh, and each field that is searched costs it the same, however few there are.
    /// </summary>
    private const string Values = "value";

    /// <summary>What a piece is counted by stands in one column, written as in <see cref="ValueOf"/>, for the same reason.</summary>
    internal const string Labels = "label";

    /// <summary>What stands between a field and its value; <see cref="PastEquals"/> comes next after it.</summary>
    internal const char EqualsSign = '=';

    internal const char PastEquals = (char)(EqualsSign + 1);

    /// <summary>How a value stands in the index.</summary>
    internal static Term ValueOf(string field, string value) => new(Values, Written(field, value));

    /// <summary>The same, to be put in.</summary>
    internal static Field Put(string field, string value) => new(Values, ValueOf(field, value).Text, Value);

    /// <summary>A value in the column of labels.</summary>
    internal static SortedSetDocValuesField LabelOf(string field, string value) => new(Labels, new BytesRef(Written(field, value)));

    private static string Written(string field, string value) => $"{field}{EqualsSign}{value}";

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
