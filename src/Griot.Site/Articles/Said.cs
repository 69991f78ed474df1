using Griot.Record;

namespace Griot.Site;

/// <summary>What stands beside a piece, with a note for whoever keeps its page: it comes and changes without any entry of the log.</summary>
internal static class Said
{
    // Says nothing that a stamp could be.
    private const long Unknown = long.MinValue;

    internal static BesidePiece About(IPublishedAnswers answers, string item)
    {
        var stamp = answers.Stamp ?? Unknown;
        var said = answers.About(item);
        PageReads.Current?.Doubt(() => IsSame(answers, item, said, ref stamp), said.Mark is null ? PageReads.NothingBeside + item : null);
        return said;
    }

    // The stamp first: what is written in between makes it older than it is, never newer.
    private static bool IsSame(IPublishedAnswers answers, string item, BesidePiece said, ref long stamp)
    {
        var present = answers.Stamp ?? Unknown;
        if (present != Unknown && present == Volatile.Read(ref stamp)) return true;
        if (!answers.About(item).IsSame(said)) return false;
        Volatile.Write(ref stamp, present);
        return true;
    }
}
