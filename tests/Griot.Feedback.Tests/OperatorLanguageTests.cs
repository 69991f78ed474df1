using System.Text;
using Griot.Web;

namespace Griot.Feedback.Tests;

/// <summary>In which language the operator is written to.</summary>
public sealed class OperatorLanguageTests : IAsyncLifetime
{
    private const string Operator = "operator@griot.example";
    private const string HouseContact = "house@griot.example";
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();

    public async ValueTask InitializeAsync() => await world.RegisterAsync();

    public async ValueTask DisposeAsync()
    {
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("pt")]
    [InlineData("yo")]
    public async Task Every_mail_is_in_the_language_of_the_house_s_card_else_of_its_first_edition(string? language)
    {
        await world.RegisterHouseAsync(HouseContact, language);
        Assert.Equal("fr", Editions.First.Code);
        var texts = ProviderTexts.All.Single(one => one.Code == (language == "pt" ? "pt" : "fr"));
        world.Kept(new Question("Who?", null, null, false, "en"), new Addressee(world.Item, world.LeFleuve, Responsible.House, "The newsroom"));
        new TellTrouble(world.Desk, world.Ledger, world.Settings(sink, Operator), world.Time).Tell(Trouble(), toProvider: false);
        await world.PumpAsync(sink, HouseContact, Operator);
        foreach (var days in (int[])[11, 5])
        {
            world.Time.Advance(TimeSpan.FromDays(days));
            await world.PumpAsync(sink, HouseContact, Operator);
        }

        var told = sink.Taken.Where(mail => mail.To == Operator).ToList();
        foreach (var key in (string[])["trouble.intro-operator", "reminder.intro-operator", "overdue.intro"])
            Assert.Single(told, mail => mail.Text.Contains(texts[key, "Griot"], StringComparison.Ordinal));
        Assert.Equal(3, told.Count);
    }

    private FeedTrouble Trouble() => new()
    {
        Id = "1",
        Channel = "channel",
        Provider = world.LeFleuve,
        Code = "blocked",
        Message = "The server is guarded.",
        Address = "https://lefleuve.example/feed",
        Since = world.Time.GetUtcNow(),
        Sample = Encoding.UTF8.GetBytes("sample"),
    };
}
