using System.Globalization;
using System.Text;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;

// Appends to the ledger of a folder from several hands at once, and says the index of an entry only when it was
// acknowledged. With a third word it signs meanwhile, without a pause, and says each checkpoint that was published. Both with
// the moment, by the machine's steady clock, from which it was true. It ends after so many entries, or is killed: that is
// what it is for.
var (folder, most) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
await using var ledger = LedgerStore.Open(folder, TimeProvider.System);
var provider = OpaqueId.New();
var card = new ProviderCard { Id = provider, Slug = provider, Name = "Writer", Kind = ProviderKind.Press, Channels = [new CardChannel(provider, ChannelKind.Feed, null, true)] };
await ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = provider, Slug = provider, Record = card.ToBytes() }, CancellationToken.None);
var said = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
var left = most;
var options = new LogOptions(folder) { Origin = ledger.Origin ?? "griot.example/log", CheckpointCopy = Path.Combine(folder, "elsewhere", "copy") };
using var signer = args.Length > 2 ? await Signer.OpenAsync(ledger, options, TimeProvider.System, thorough: true, CancellationToken.None) : null;
if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
// Signing, it takes in some hundred a second: a store of any number of rounds can then be checked after each.
var pause = TimeSpan.FromMilliseconds(signer is null ? 0 : 10);
Task[] hands = [.. Enumerable.Range(0, signer is null ? 8 : 3).Select(_ => AppendAsync())];
if (signer is not null) await SignAsync(signer);
await Task.WhenAll(hands);

async Task AppendAsync()
{
    while (Interlocked.Decrement(ref left) >= 0)
    {
        var item = OpaqueId.New();
        var draft = new Draft
        {
            Kind = EntryKind.Article,
            Provider = provider,
            Channel = provider,
            Item = item,
            Status = PubStatus.Usable,
            Evidence = Evidence.Tls,
            Delivery = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(item, 200))),
            Record = Encoding.UTF8.GetBytes(item),
            Identity = Encoding.UTF8.GetBytes(item),
            Cut = Encoding.UTF8.GetBytes(item),
        };
        if (await ledger.AppendAsync(draft, CancellationToken.None) is AppendOutcome.Sealed done)
            said.Write(string.Create(CultureInfo.InvariantCulture, $"{done.Index} {item} {TimeProvider.System.GetTimestamp()}\n"));
        if (pause > TimeSpan.Zero) await Task.Delay(pause, TimeProvider.System);
    }
}

async Task SignAsync(Signer hand)
{
    var reader = new LogReader(ledger, options);
    for (var published = 0L; !Array.TrueForAll(hands, done => done.IsCompleted);)
    {
        await hand.SignAsync(CancellationToken.None);
        if (reader.Published is { } checkpoint && checkpoint.Size > published)
            said.Write(string.Create(CultureInfo.InvariantCulture, $"signed {Convert.ToBase64String(checkpoint.Note)} {TimeProvider.System.GetTimestamp()}\n"));
        published = reader.Published?.Size ?? 0;
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
