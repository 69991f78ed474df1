using System.Security.Cryptography;
using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>R3 and R4: a provider's keys, what it signs with them, and "signed only".</summary>
public sealed class KeyRuleTests : IDisposable
{
    private static readonly byte[] Delivery = TestLedger.Bytes("<item/>");

    private readonly PaperLog log = new();
    private readonly SigningKey one = SigningKey.New("kayes.example");
    private readonly SigningKey two = SigningKey.New("kayes.example/2");

    [Fact]
    public void A_provider_that_signs_rotates_its_key_and_binds_the_house_breaks_no_rule()
    {
        var key = log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        var policy = AddPolicy($"{{\"signedOnlyFrom\":{log.Next + 1}}}");
        var first = AddSigned(log.First(), one, 1);
        log.AddKey(two, key, by: one);
        var second = AddSigned(log.After(first, EntryKind.Correction), two, 0);
        AddSigned(log.After(second, EntryKind.Withdrawal), two, 5);
        AddPolicy("""{"signedOnlyFrom":null}""", by: two);
        log.Article();

        Assert.Empty(log.Violations());
        Assert.True(policy > 0);
    }

    [Fact]
    public void R3_a_key_counts_seven_days_after_its_entry()
    {
        log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);

        log.AssertFlags("R3", AddSigned(log.First(), one, 1), "in force");
    }

    [Fact]
    public void R3_a_key_that_the_one_before_it_signed_counts_at_once()
    {
        var key = log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        log.AddKey(two, key, by: one);

        AddSigned(log.First(), two, 1);
        Assert.Empty(log.Violations());
    }

    [Fact]
    public void R3_a_key_that_is_not_yet_in_force_puts_no_other_in_force()
    {
        var key = log.AddKey(one, null);

        log.AssertFlags("R3", log.AddKey(two, key, by: one), "co-signed");
    }

    [Fact]
    public void R3_nobody_else_co_signs()
    {
        var key = log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        using var stranger = SigningKey.New("kayes.example");

        log.AssertFlags("R3", log.AddKey(two, key, by: stranger), "co-signed");
    }

    [Theory]
    [InlineData(-1), InlineData(0)]
    public void R3_keys_are_chained(long prev)
    {
        log.AddKey(one, null);

        log.AssertFlags("R3", log.AddKey(two, prev < 0 ? null : prev), "newest key");
    }

    [Fact]
    public void R3_the_first_key_follows_nothing() => log.AssertFlags("R3", log.AddKey(one, 0), "first key");

    [Fact]
    public void R3_a_key_is_published()
    {
        var entry = new Entry { Kind = EntryKind.ProviderKey, Time = log.Time, Provider = log.Provider, Record = new byte[32] };

        log.AssertFlags("R3", log.Add(entry), "not published");
        log.Add(entry with { Prev = 1 }, new Published { Record = TestLedger.Bytes("kayes.example+00000000+AAAA") });
        Assert.Contains(log.Violations(), violation => violation is { Rule: "R3", Entry: 2 });
    }

    [Fact]
    public void R3_the_log_s_own_keys_name_the_one_before()
    {
        AddLogKey("b", "a");
        AddLogKey("c", "b");
        Assert.Empty(log.Violations());

        log.AssertFlags("R3", AddLogKey("e", "d"), "before it was c");
    }

    [Fact]
    public void R3_another_log_begins_with_another_key()
    {
        AddLogKey("b", "a");
        log.Add(new Entry { Kind = EntryKind.Policy, Time = log.Time, Record = new byte[32] }, new Published { Record = new SuccessionNotice("new.example/log", "n", "old.example/log", "x", 3).ToBytes() });
        AddLogKey("o", "n");

        Assert.Empty(log.Violations());
    }

    [Fact]
    public void R4_signed_only_holds_from_its_entry_on()
    {
        AddPolicy("""{"signedOnlyFrom":3}""");
        log.Article();

        log.AssertFlags("R4", log.Article(), "not signed");
    }

    [Fact]
    public void R4_only_the_provider_lifts_it()
    {
        log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        AddPolicy("""{"signedOnlyFrom":0}""");

        var lifted = AddPolicy("""{"signedOnlyFrom":null}""", by: two);
        log.AssertFlags("R4", lifted, "lifted");
        var article = log.Article();
        Assert.Contains(log.Violations(), violation => violation.Rule == "R4" && violation.Entry == article);
    }

    [Fact]
    public void R4_what_was_signed_for_one_policy_lifts_no_other()
    {
        log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        AddPolicy("""{"signedOnlyFrom":0}""");
        var note = PaperLog.Signed(one, ProviderNotes.OfPolicy(log.Provider, TestLedger.Bytes("""{"signedOnlyFrom":9}""")));

        log.AssertFlags("R4", AddPolicy("""{"signedOnlyFrom":null}""", note), "lifted");
    }

    [Fact]
    public void R4_putting_it_off_is_lifting_it_and_tightening_it_is_free()
    {
        AddPolicy("""{"signedOnlyFrom":900}""");
        AddPolicy("""{"signedOnlyFrom":800}""");
        Assert.Empty(log.Violations());

        log.AssertFlags("R4", AddPolicy("""{"signedOnlyFrom":900}"""), "lifted");
    }

    [Fact]
    public void R4_what_says_that_it_is_signed_commits_to_a_signature() =>
        log.AssertFlags("R4", log.Add(log.First() with { Evidence = Evidence.Signed }), "no signature");

    [Theory]
    [InlineData("another", 2, "correction", false, "not one of its provider's key"), InlineData("kayes.example", 1, "correction", false, "stands already")]
    [InlineData("kayes.example", 2, "update", false, "another signal"), InlineData("kayes.example", 2, "correction", true, "another delivery")]
    public void R4_a_signature_is_of_this_provider_signal_delivery_and_newer_than_the_last(string signer, long sequence, string kind, bool isOther, string message)
    {
        log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        var first = AddSigned(log.First(), one, 1);
        using var stranger = SigningKey.New("kayes.example");
        var note = PaperLog.Signed(signer == "another" ? stranger : one, Text(sequence, kind));

        log.AssertFlags("R4", log.Add(
            log.After(first, EntryKind.Correction) with { Evidence = Evidence.Signed, Signature = new byte[32] },
            new Published { Signature = note, Delivery = isOther ? [1] : Delivery }), message);
    }

    [Fact]
    public void R4_a_signature_for_another_provider_is_none()
    {
        log.AddKey(one, null);
        log.Time += TimeSpan.FromDays(7);
        var note = PaperLog.Signed(one, Text(1, "new").Replace(log.Provider, OpaqueId.New(), StringComparison.Ordinal));

        log.AssertFlags("R4", log.Add(log.First() with { Evidence = Evidence.Signed, Signature = new byte[32] }, new Published { Signature = note }), "not one of its provider's");
    }

    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
    }

    private long AddPolicy(string policy, SigningKey? by = null) =>
        AddPolicy(policy, by is null ? null : PaperLog.Signed(by, ProviderNotes.OfPolicy(log.Provider, TestLedger.Bytes(policy))));

    private long AddPolicy(string policy, byte[]? note) => log.Add(
        new Entry { Kind = EntryKind.Policy, Time = log.Time, Provider = log.Provider, Record = new byte[32], Signature = note is null ? null : new byte[32] },
        new Published { Record = TestLedger.Bytes(policy), Signature = note });

    private long AddLogKey(string key, string previous) => log.Add(
        new Entry { Kind = EntryKind.LogKey, Time = log.Time, Record = new byte[32] }, new Published { Record = new LogKeyNotice("griot.example/log", key, previous).ToBytes() });

    private long AddSigned(Entry version, SigningKey key, long sequence) => log.Add(
        version with { Evidence = Evidence.Signed, Signature = new byte[32] },
        new Published { Signature = PaperLog.Signed(key, Text(sequence, version.Kind == EntryKind.Article ? "new" : Word.Of(version.Kind))), Delivery = Delivery });

    private string Text(long sequence, string kind) =>
        $"griot-delivery/v1\n{log.Provider}\nurn:uuid:1\n{sequence}\n{kind}\n{Convert.ToBase64String(SHA256.HashData(Delivery))}\n";
}
