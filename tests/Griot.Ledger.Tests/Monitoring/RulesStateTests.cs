using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>A monitor goes on where it was, and believes no damaged state.</summary>
public sealed class RulesStateTests
{
    [Fact]
    public void What_was_saved_judges_what_comes_after_as_if_it_had_never_stopped()
    {
        var whole = Everything();
        for (var stop = 0; stop <= whole.Count; stop++)
        {
            var (one, other) = (new LogRules(), new LogRules());
            List<Violation> ofOne = [], ofOther = [];
            for (var index = 0; index < whole.Count; index++)
            {
                if (index == stop) other = Reloaded(other);
                ofOne.AddRange(one.Read(index, whole[index].Entry.ToBytes(), whole[index].Published));
                ofOther.AddRange(other.Read(index, whole[index].Entry.ToBytes(), whole[index].Published));
            }

            Assert.NotEmpty(ofOne);
            Assert.Equal(ofOne, ofOther);
            Assert.Equal(one.Unexplained, Reloaded(other).Unexplained);
            Assert.NotEmpty(one.Unexplained);
        }
    }

    [Fact]
    public void A_state_is_the_same_after_it_was_loaded()
    {
        var saved = Saved(Read(Everything()));

        Assert.Equal(Encoding.UTF8.GetString(saved), Encoding.UTF8.GetString(Saved(LogRules.Load(saved, out _)!)));
        Assert.Equal(1, JsonNode.Parse(saved)!["schema"]!.GetValue<int>());
    }

    [Fact]
    public void A_cut_state_is_refused() => Gen.Int[0, 20_000].Sample(length =>
    {
        var saved = Saved(Read(Everything()));
        if (length < saved.Length) AssertRefused(saved[..length], "damaged");
    }, iter: 40);

    // A bit of white space or of an escape may say the same: the hash is over what was written.
    [Fact]
    public void A_flipped_bit_is_refused()
    {
        var saved = Saved(Read(Everything()));
        Gen.Select(Gen.Int[0, saved.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
        {
            byte[] flipped = [.. saved];
            flipped[at] ^= (byte)(1 << bit);
            Assert.Null(LogRules.Load(flipped, out var refusal));
            Assert.NotNull(refusal);
        }, iter: 2000);
    }

    [Theory]
    [InlineData(""), InlineData("{}"), InlineData("[]"), InlineData("null"), InlineData("""{"schema":"1"}"""), InlineData("""{"schema":1,"sha256":"AA==","state":{}}""")]
    [InlineData("""{"schema":1,"sha256":"no base64","state":{}}""")]
    public void What_is_no_state_is_refused(string json) => AssertRefused(Encoding.UTF8.GetBytes(json), "damaged");

    [Fact]
    public void A_state_of_another_release_is_refused_by_its_number() => AssertRefused("""{"schema":2,"anything":true}"""u8.ToArray(), "schema 2");

    [Fact]
    public void Two_items_whose_ids_differ_are_two()
    {
        for (var i = 0; i < 200; i++)
        {
            var id = OpaqueId.New();
            Assert.Equal(id, ItemEnd.IdOf(ItemEnd.KeyOf(id)));
        }
    }

    private static void AssertRefused(byte[] json, string reason)
    {
        Assert.Null(LogRules.Load(json, out var refusal));
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    private static LogRules Reloaded(LogRules rules)
    {
        var loaded = LogRules.Load(Saved(rules), out var refusal);
        Assert.Null(refusal);
        Assert.Equal(rules.Next, loaded!.Next);
        return loaded;
    }

    private static byte[] Saved(LogRules rules)
    {
        using var to = new MemoryStream();
        rules.Save(to);
        return to.ToArray();
    }

    private static LogRules Read(IReadOnlyList<(Entry Entry, Published Published)> lines)
    {
        var rules = new LogRules();
        for (var index = 0; index < lines.Count; index++) rules.Read(index, lines[index].Entry.ToBytes(), lines[index].Published);
        return rules;
    }

    // Something of each kind of memory, and after it something that only memory can judge.
    private static IReadOnlyList<(Entry Entry, Published Published)> Everything()
    {
        var log = new PaperLog();
        using var key = SigningKey.New("kayes.example");
        log.AddKey(key, null);
        var (first, byHand) = (log.Article(), log.Add(log.First() with { Evidence = Evidence.Entered }));
        log.Add(log.Card with { Channels = [.. log.Card.Channels, new CardChannel(OpaqueId.New(), ChannelKind.Mail, null, false)] }, 0);
        log.Add(new Entry { Kind = EntryKind.Policy, Time = log.Time, Provider = log.Provider, Record = new byte[32] }, new Published { Record = TestLedger.Bytes("""{"signedOnlyFrom":9}""") });
        log.Add(new Entry { Kind = EntryKind.LogKey, Time = log.Time, Record = new byte[32] }, new Published { Record = new LogKeyNotice("o", "b", "a").ToBytes() });
        log.Add(log.About(first, EntryKind.Hold));
        log.Add(log.After(byHand, EntryKind.Update));
        log.Add(log.After(first, EntryKind.Update) with { Prev = 7, Version = 4 });
        log.Add(new Entry { Kind = EntryKind.LogKey, Time = log.Time, Record = new byte[32] }, new Published { Record = new LogKeyNotice("o", "d", "c").ToBytes() });
        log.Time -= TimeSpan.FromHours(1);
        log.AddKey(key, null);
        log.Article();
        return log.Lines;
    }
}
