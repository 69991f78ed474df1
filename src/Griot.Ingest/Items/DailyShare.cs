using System.Globalization;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// The breaker on what one provider may bring in a day (D05): a feed that has gone wild, a stolen key, a program that sends
/// everything again must not fill the store nor push the others from the front. What is beyond lies in quarantine until a
/// person has looked, or comes in by itself on another day where its channel still says it. The share grows with what the
/// provider usually brings. Withdrawals and corrections are never stopped.
/// </summary>
internal sealed class DailyShare(LedgerStore ledger, string provider)
{
    /// <summary>The code of what is beyond.</summary>
    internal const string Code = "too-many-pieces";

    /// <summary>Pieces that any provider may bring in a day.</summary>
    internal const int LeastPieces = 500;

    private const long LeastBytes = 256L << 20;

    // A day of elections is ten days in one.
    private const int TimesTheUsual = 20;

    private DailyVolume? volume;
    private long pieces;
    private long bytes;

    private DailyVolume Volume => volume ??= ledger.Volume(provider);

    private long MostPieces => Math.Max(LeastPieces, (long)(Volume.UsualPieces * TimesTheUsual));

    private long MostBytes => Math.Max(LeastBytes, (long)(Volume.UsualBytes * TimesTheUsual));

    /// <summary>Why this is too much for today; null where it is not.</summary>
    internal string? WhyNot(Judgement judgement)
    {
        if (judgement is not Judgement.Seal { Draft: { } draft } || !IsCounted(draft)) return null;
        if (Volume.Pieces + pieces >= MostPieces)
            return string.Create(CultureInfo.InvariantCulture, $"More than {MostPieces} pieces of this provider today; usually it brings {Volume.UsualPieces:0.#}. A person has to look.");
        return Volume.Bytes + bytes + draft.Weight > MostBytes
            ? string.Create(CultureInfo.InvariantCulture, $"More than {MostBytes >> 20} MB of this provider today; usually it brings {Volume.UsualBytes / (1 << 20):0.#} MB. A person has to look.")
            : null;
    }

    /// <summary>Notes what goes to the seal. The ledger counts it there; what it does not seal after all costs its share until the document is done.</summary>
    internal void Spend(Judgement judgement)
    {
        if (judgement is not Judgement.Seal { Draft: { } draft } || !IsCounted(draft)) return;
        pieces++;
        bytes += draft.Weight;
    }

    private static bool IsCounted(Draft draft) => draft.Kind is EntryKind.Article or EntryKind.Update;
}
