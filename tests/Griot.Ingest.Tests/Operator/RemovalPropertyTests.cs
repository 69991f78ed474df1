using System.Text;
using CsCheck;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;
using Griot.Record;

namespace Griot.Ingest.Tests.Operator;

/// <summary>
/// One piece that is delivered in this text and that, again and again, while the operator holds, restores and removes: whatever
/// the order, what was removed is in no output and in no file, and it never comes back.
/// </summary>
public sealed class RemovalPropertyTests
{
    private const int Texts = 4;

    private enum Act { Deliver, Hold, Restore, RemoveNewest, RemoveItem }

    private sealed record Step(Act Act, int Text);

    private static readonly Gen<Step[]> Stories = Gen.Frequency(
        (6, Gen.Int[0, Texts - 1].Select(text => new Step(Act.Deliver, text))),
        (1, Gen.Const(new Step(Act.Hold, 0))), (1, Gen.Const(new Step(Act.Restore, 0))),
        (2, Gen.Const(new Step(Act.RemoveNewest, 0))), (1, Gen.Const(new Step(Act.RemoveItem, 0)))).Array[3, 12];

    [Fact]
    public Task What_was_removed_is_in_no_output_and_in_no_file_and_never_comes_back() => Stories.SampleAsync(async story =>
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feed(0));
        var item = world.Item("urn:kayes:77");
        var (standing, gone, isGone) = (new Dictionary<int, int> { [1] = 0 }, new HashSet<int>(), false);
        foreach (var step in story)
        {
            if (step.Act == Act.Deliver)
            {
                var sealedNow = (await world.PollAsync(Feed(step.Text))).NewVersions == 1;
                Assert.False(sealedNow && (isGone || gone.Contains(step.Text)), $"text {step.Text} came back");
                if (sealedNow) standing[world.Store.History(item).Count(entry => entry.Entry.Kind.IsVersion)] = step.Text;
                if (sealedNow) gone.Remove(step.Text);
            }
            else if (step.Act == Act.Hold) await new Holding(world.Store).HoldAsync(item, HoldReason.Legal, null, default);
            else if (step.Act == Act.Restore) await new Holding(world.Store).RestoreAsync(item, default);
            else await RemoveAsync(step.Act == Act.RemoveItem || standing.Count == 0 ? null : standing.Keys.Max());
            AssertGone(world, item, gone);
        }

        async Task RemoveAsync(int? version)
        {
            var order = new RemovalOrder([1], RemovalReason.CourtOrder, "ML", null);
            if (await new Removing(world.Store).RemoveAsync(new RemovalRequest(item, version), order, default) is not RemovalAnswer.Done) return;
            Assert.True(await world.Store.WipeAsync(TimeSpan.FromMinutes(1), default));
            isGone |= version is null;
            foreach (var number in standing.Keys.Where(number => version is null || number == version).ToList())
            {
                gone.Add(standing[number]);
                standing.Remove(number);
            }

            // Words that a version says which stays were not removed.
            gone.ExceptWith(standing.Values);
        }
    }, iter: 25, threads: 1);

    private static void AssertGone(World world, string item, HashSet<int> gone)
    {
        var outputs = new StringBuilder();
        void Add(Rendition? one) => outputs.AppendLine($"{one?.Summary?.Headline} {one?.Excerpt} {one?.Record?.Body} {(one?.Record?.Descriptions is [var first, ..] ? first.Value : null)}");
        Add(world.Shelf.Take(item));
        foreach (var version in Enumerable.Range(1, 14))
        {
            Add(world.Shelf.Take(item, version));
            foreach (var part in Enum.GetValues<Part>()) outputs.AppendLine(Encoding.UTF8.GetString(world.Shelf.Bytes(item, version, part).Bytes ?? []));
        }

        foreach (var one in world.Shelf.LatestChanges(null, long.MaxValue, 9)) Add(one);
        var files = Directory.EnumerateFiles(world.Folder).Select(Read).ToList();
        foreach (var text in gone)
        {
            Assert.DoesNotContain(Mark(text), outputs.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(files, file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark(text))) >= 0);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static string Mark(int text) => $"mot{text}mot";

    private static string Feed(int text) => Told.Feed(
        [Told.Number(77) with { Headline = $"Titre {Mark(text)}", Text = $"Le conseil de {Mark(text)} se réunit demain, et l'on parlera de {Mark(text)} et du marché." }, .. Told.Numbers(3)]);
}
