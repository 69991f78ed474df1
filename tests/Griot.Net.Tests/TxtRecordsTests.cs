using Griot.Testing;

namespace Griot.Net.Tests;

/// <summary>TXT records, asked of a name server on the loopback.</summary>
public sealed class TxtRecordsTests : IDisposable
{
    private readonly NameServer server = new();
    private readonly TxtRecords records;

    public TxtRecordsTests() => records = new TxtRecords(server.Address, TimeSpan.FromMilliseconds(200));

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_text_of_several_strings_is_one()
    {
        server.Texts["s1._domainkey.courrier.example"] = "v=DKIM1; p=" + new string('A', 400);

        Assert.Equal([server.Texts["s1._domainkey.courrier.example"]], Assert.IsType<TxtOutcome.Found>(await FindAsync("s1._domainkey.courrier.example")).Texts);
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_an_answer() => Assert.IsType<TxtOutcome.None>(await FindAsync("s2._domainkey.courrier.example"));

    [Theory]
    [InlineData(NameServer.Mood.Fails)]
    [InlineData(NameServer.Mood.Refuses)]
    [InlineData(NameServer.Mood.Silent)]
    public async Task A_server_in_trouble_says_nothing_of_the_name_and_is_asked_again_the_next_time(NameServer.Mood mood)
    {
        server.Texts["a.example"] = "here";
        server.Now = mood;
        Assert.IsType<TxtOutcome.Unknown>(await FindAsync("a.example"));

        server.Now = NameServer.Mood.Answers;
        Assert.IsType<TxtOutcome.Found>(await FindAsync("a.example"));
    }

    private Task<TxtOutcome> FindAsync(string name) => records.FindAsync(name, TestContext.Current.CancellationToken);
}
