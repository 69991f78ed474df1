namespace Griot.Record.Html;

/// <summary>
/// Which of the inline elements around a piece of content are written: those that a parser would not move or merge.
/// Of links within links the innermost counts; ruby text needs its ruby; a fourth equal element inside three others
/// says nothing new (and a parser forgets it).
/// </summary>
internal static class InlineNesting
{
    private const int MostOfAKind = 3;

    public static List<Frame> Of(List<Frame> frames)
    {
        var link = frames.FindLast(frame => frame is { Role: Role.Inline, Tag: "a" });
        List<Frame> inlines = [];
        foreach (var frame in frames)
            if (frame.Role == Role.Inline && Counts(frame, inlines, link)) inlines.Add(frame);
        return inlines;
    }

    private static bool Counts(Frame frame, List<Frame> around, Frame? link) => frame.Tag switch
    {
        "a" => ReferenceEquals(frame, link),
        "rt" or "rp" => around is [.., { Tag: "ruby" }],
        _ => around.Count(other => other.Tag == frame.Tag) < MostOfAKind,
    };
}
