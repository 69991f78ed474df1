namespace Griot.Site;

/// <summary>The pairs of pieces that two texts keep in common, by the shortest edit script (Myers 1986, greedy).</summary>
internal static class EditScript
{
    /// <summary>Equal numbers are equal pieces. Pairs in order; null where more than <paramref name="most"/> of them would have to be cut or added.</summary>
    internal static IReadOnlyList<(int Old, int Now)>? Find(ReadOnlySpan<int> old, ReadOnlySpan<int> now, int most)
    {
        var limit = Math.Min(most, old.Length + now.Length);
        var furthest = new int[2 * limit + 3];
        var steps = new List<int[]>();
        for (var changes = 0; changes <= limit; changes++)
        {
            // Only the diagonals that this step can reach are kept: the sum is what bounds the memory.
            steps.Add(furthest[(limit + 1 - changes)..(limit + 2 + changes)]);
            for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
            {
                var at = limit + 1 + diagonal;
                var x = Start(furthest, at, diagonal, changes);
                while (x < old.Length && x - diagonal < now.Length && old[x] == now[x - diagonal]) x++;
                furthest[at] = x;
                if (x >= old.Length && x - diagonal >= now.Length) return Back(steps, old.Length, now.Length);
            }
        }

        return null;
    }

    private static int Start(int[] furthest, int at, int diagonal, int changes) =>
        diagonal == -changes || (diagonal != changes && furthest[at - 1] < furthest[at + 1]) ? furthest[at + 1] : furthest[at - 1] + 1;

    private static List<(int, int)> Back(List<int[]> steps, int x, int y)
    {
        var kept = new List<(int, int)>();
        for (var changes = steps.Count - 1; changes >= 0; changes--)
        {
            var diagonal = x - y;
            var (startX, startY) = changes == 0 ? (0, 0) : Previous(steps[changes], changes, diagonal);
            while (x > startX && y > startY) kept.Add((--x, --y));
            (x, y) = (startX, startY);
        }

        kept.Reverse();
        return kept;
    }

    private static (int X, int Y) Previous(int[] reached, int changes, int diagonal)
    {
        var down = diagonal == -changes || (diagonal != changes && reached[changes + diagonal - 1] < reached[changes + diagonal + 1]);
        var from = down ? diagonal + 1 : diagonal - 1;
        var x = reached[changes + from];
        return (x, x - from);
    }
}
