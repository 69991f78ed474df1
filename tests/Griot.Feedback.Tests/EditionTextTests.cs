using Griot.Web;

namespace Griot.Feedback.Tests;

public sealed class EditionTextTests
{
    [Fact]
    public void Every_state_of_a_case_has_a_name_in_every_edition() =>
        Assert.All(Editions.All, edition => Assert.All(Enum.GetValues<CaseState>(), state => Assert.NotEmpty(edition.Of(state))));
}
