using Griot.Web;

namespace Griot.Feedback.Tests;

public sealed class EditionTextTests
{
    [Fact]
    public void Every_state_of_a_case_has_a_name_in_every_edition() =>
        Assert.All(Editions.All, edition => Assert.All(Enum.GetValues<CaseState>(), state => Assert.NotEmpty(edition.Of(state))));

    [Fact]
    public void Every_reason_why_a_feed_is_in_trouble_has_its_own_text_in_every_edition() => Assert.All(Editions.All, edition =>
    {
        var texts = Enum.GetValues<TroubleReason>().Select(reason => edition.Text($"feedback.trouble.reason.{Griot.Record.Word.Of(reason)}")).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.All(texts, text => Assert.InRange(text.Length, 60, 400));
    });
}
