using Griot.Formats.Embargo;
using Griot.Record.Html;
using Griot.Testing;

namespace Griot.Formats.Tests.Mail;

/// <summary>Pieces that newspapers published: none of them says of itself that it is under embargo.</summary>
public sealed class EmbargoSampleTests
{
    [Fact]
    public void No_piece_of_the_sampled_feeds_would_be_held()
    {
        var folder = SharedMaterial.Find("data/feeds/real-feeds");
        Assert.SkipWhen(folder is null, "shared/data/feeds/real-feeds is not beside the checkout");
        var (looked, held) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length is > 0 and < 5_000_000))
            foreach (var cut in FeedDocument.Open(File.ReadAllBytes(file), new DocumentHints()).Cuts)
                if (ItemReader.Read(cut.Bytes, cut.Context).Item is { } item)
                {
                    looked++;
                    if (EmbargoNotice.Find(item.Headline, VisibleText.Of(item.BodyHtml ?? item.SummaryHtml ?? ""), item.Language, null) is { } notice) held.Add($"{item.Headline}: {notice}");
                }

        Assert.True(held.Count == 0, string.Join('\n', held));
        Assert.True(looked > 500, $"only {looked} pieces were found");
    }
}
