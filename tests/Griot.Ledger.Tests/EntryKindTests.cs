using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>Every kind of the table in ledger.md, section 2, through the store and back, each commitment opened by hand.</summary>
public sealed class EntryKindTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();
    private readonly string item = OpaqueId.New();

    public static TheoryData<EntryKind> Kinds => [.. Enum.GetValues<EntryKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_entry_of_every_kind_is_sealed_and_read_back(EntryKind kind)
    {
        var draft = await PrepareAsync(kind);

        var index = await ledger.SealAsync(draft);

        var entry = ledger.Store.At(index)!.Entry;
        Assert.Equal(kind, entry.Kind);
        Assert.Equal(draft.Follows, entry.Prev);
        foreach (var part in Enum.GetValues<Part>()) AssertKept(index, entry, part, BytesOf(draft, part));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_an_entry_commits_to_lies_in_the_table_of_its_kind(EntryKind kind)
    {
        var draft = await PrepareAsync(kind);
        var index = await ledger.SealAsync(draft);

        var expected = Enum.GetValues<Part>().Where(part => BytesOf(draft, part) is not null).Select(part => (kind, part) switch
        {
            (EntryKind.Media, Part.Delivery) => "media",
            (EntryKind.Provider, Part.Record) => "cards",
            (_, Part.Delivery) => "deliveries",
            (_, Part.Summary) => "summaries",
            _ => Word.Of(part) + "s",
        });
        using var raw = ledger.Raw();
        string[] tables = ["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards"];
        Assert.Equal(expected.Order(), tables.Where(table => raw.ExecuteScalar<long>($"SELECT count(*) FROM {table} WHERE entry = {index}") == 1).Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_entry_has_the_exact_line_form(EntryKind kind)
    {
        var draft = await PrepareAsync(kind);
        var index = await ledger.SealAsync(draft);

        using var raw = ledger.Raw();
        var (bytes, leaf) = raw.QuerySingle<(byte[], byte[])>($"SELECT bytes, leaf FROM entries WHERE idx = {index}");
        string Commitment(Part part) => BytesOf(draft, part) is { } content
            ? Convert.ToBase64String(Opened(part, ledger.Store.Salt(index, part)!, content)) : "-";
        var version = kind.IsVersion ? kind == EntryKind.Article ? "1" : "2" : draft.Version?.ToString(CultureInfo.InvariantCulture) ?? "-";
        var expected =
            $"""
            griot-entry/v1
            kind {Word.Of(kind)}
            time 2026-11-23T14:20:04Z
            provider {draft.Provider ?? "-"}
            channel {draft.Channel ?? "-"}
            item {draft.Item ?? "-"}
            version {version}
            prev {draft.Follows?.ToString(CultureInfo.InvariantCulture) ?? "-"}
            status {(draft.Status is { } status ? Word.Of(status) : "-")}
            evidence {(draft.Evidence is { } evidence ? Word.Of(evidence) : "-")}
            delivery {Commitment(Part.Delivery)}
            record {Commitment(Part.Record)}
            summary {Commitment(Part.Summary)}
            envelope {Commitment(Part.Envelope)}
            signature {Commitment(Part.Signature)}

            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
        Assert.Equal(SHA256.HashData([0, .. bytes]), leaf);
    }

    [Fact]
    public async Task No_salt_is_used_twice_and_none_stands_alone()
    {
        for (var i = 0; i < 40; i++) await ledger.SealAsync(ledger.Article(OpaqueId.New(), "the same text each time"));

        using var raw = ledger.Raw();
        var salts = raw.Query<byte[]>("SELECT salt FROM salts").Select(Convert.ToHexString).ToList();
        Assert.Equal(1 + (40 * 4), salts.Count);
        Assert.Equal(salts.Count, salts.Distinct().Count());
        Assert.All(salts, salt => Assert.Equal(64, salt.Length));
    }

    [Fact]
    public async Task An_empty_part_is_a_part()
    {
        var index = await ledger.SealAsync(ledger.Article(item) with { Delivery = [] });

        Assert.Empty(ledger.Store.Content(index, Part.Delivery)!);
        AssertKept(index, ledger.Store.At(index)!.Entry, Part.Delivery, []);
    }

    [Fact]
    public async Task A_name_in_place_of_an_id_never_enters_the_log()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Store.AppendAsync(ledger.Article("le-titre-de-l-article"), default));
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Store.AppendAsync(new Draft { Kind = EntryKind.Policy, Channel = "x\nkind policy", Record = [1] }, default));

        Assert.Equal(1, ledger.Store.Size);
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private async Task<Draft> PrepareAsync(EntryKind kind)
    {
        var article = ledger.Article(item) with { Signature = [9] };
        if (kind == EntryKind.Article) return article;
        if (kind is EntryKind.Provider) return new Draft { Kind = kind, Provider = ledger.Provider, Follows = 0, Record = ledger.Card.ToBytes(), Delivery = [2], Slug = "le-journal" };
        if (kind is EntryKind.ProviderKey) return new Draft { Kind = kind, Provider = ledger.Provider, Record = [1] };
        if (kind is EntryKind.LogKey or EntryKind.Policy) return new Draft { Kind = kind, Record = [1] };
        var first = await ledger.SealAsync(article);
        if (kind.IsVersion) return article with { Kind = kind, Follows = first, Status = kind == EntryKind.Withdrawal ? PubStatus.Canceled : PubStatus.Usable };
        var about = new Draft { Kind = kind, Provider = ledger.Provider, Item = item, Follows = first, Version = 1 };
        return kind switch
        {
            EntryKind.Release or EntryKind.Expiry => about with { Status = PubStatus.Usable },
            EntryKind.Media => about with { Delivery = [1, 2, 3], Record = [4] },
            EntryKind.Reading => about with { Delivery = article.Delivery, Record = [5], Summary = [6] },
            EntryKind.Removal => about with { Delivery = [7], Record = [8] },
            _ => about with { Status = PubStatus.Withheld, Record = [8] },
        };
    }

    private void AssertKept(long index, Entry entry, Part part, byte[]? bytes)
    {
        Assert.Equal(bytes, ledger.Store.Content(index, part));
        var salt = ledger.Store.Salt(index, part);
        Assert.Equal(bytes is null, salt is null);
        Assert.Equal(bytes is null ? null : Opened(part, salt!, bytes), entry.CommitmentTo(part));
    }

    private static byte[] Opened(Part part, byte[] salt, byte[] bytes) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes($"griot-commit/v1\n{part.ToString().ToLowerInvariant()}\n"), .. salt, .. bytes]);

    private static byte[]? BytesOf(Draft draft, Part part) => part switch
    {
        Part.Delivery => draft.Delivery,
        Part.Record => draft.Record,
        Part.Summary => draft.Summary,
        Part.Envelope => draft.Envelope,
        _ => draft.Signature,
    };
}
