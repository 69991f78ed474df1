using Griot.Record;

namespace Griot.Site;

/// <summary>What stands beside pieces, with a note for whoever keeps a page of it: it comes and changes without any entry of the log.</summary>
internal static class Said
{
    // Says nothing that a stamp could be.
    private const long Unknown = long.MinValue;

    internal static BesidePiece About(IPublishedAnswers answers, string item) =>
        Read(answers, () => answers.About(item), static (one, other) => one.IsSame(other), said => said.Mark is null ? PageReads.NothingBeside + item : null);

    /// <summary>The newest answers, behind a place.</summary>
    internal static IReadOnlyList<PublishedAnswer> Newest(IPublishedAnswers answers, string? provider, int most, AnswerPlace? before) =>
        Read(answers, () => answers.Newest(provider, most, before), static (one, other) => one.SequenceEqual(other), static _ => null);

    // The stamp first: what is written in between makes it older than it is, never newer.
    private static T Read<T>(IPublishedAnswers answers, Func<T> read, Func<T, T, bool> isSame, Func<T, string?> word)
    {
        var stamp = answers.Stamp ?? Unknown;
        var said = read();
        PageReads.Current?.Doubt(Holds, word(said));
        return said;

        bool Holds()
        {
            var present = answers.Stamp ?? Unknown;
            if (present != Unknown && present == Volatile.Read(ref stamp)) return true;
            if (!isSame(read(), said)) return false;
            Volatile.Write(ref stamp, present);
            return true;
        }
    }
}
