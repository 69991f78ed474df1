using Griot.Record;
using Griot.Web;

namespace Griot.Feedback.Tests;

public sealed class EditionTextTests
{
    [Fact]
    public void Every_state_of_a_case_has_a_name_in_every_edition() =>
        Assert.All(Editions.All, edition => Assert.All(Enum.GetValues<CaseState>(), state => Assert.NotEmpty(edition.Of(state))));

    [Fact]
    public void So_have_its_kinds_its_steps_and_the_reasons_of_complaints_and_refusals() => Assert.All(Editions.All, edition =>
    {
        Assert.All(Enum.GetValues<CaseKind>(), kind => Assert.NotEmpty(edition.Of(kind)));
        Assert.All(Enum.GetValues<CaseStep>(), step => Assert.NotEmpty(edition.Of(step)));
        Assert.All(Enum.GetValues<ComplaintAbout>(), about => Assert.NotEmpty(edition.Of(about)));
        Assert.All(Enum.GetValues<RefusalReason>(), reason => Assert.NotEmpty(edition.Of(reason)));
    });
}
