using System.Net.Http.Headers;
using CsCheck;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>Whatever is sealed, by whichever process, and whatever else happens: a kept page is the page that would be made now.</summary>
public sealed class KeptPagesPropertyTests
{
    private enum Act { Deliver, Update, Correct, Withdraw, WithdrawAndKeep, Embargo, Release, Hold, Restore, Remove, Rename, Move, Narrow, Register, Sign, Answer, Change, Draw, Wait, Translate, Follow }

    private sealed record Step(Act Act, int Choice, bool ByAnother);

    private static readonly Gen<Step[]> Stories = Gen.Select(
        Gen.Frequency((5, Gen.Const(Act.Deliver)), (3, Gen.Const(Act.Sign)), (3, Gen.Const(Act.Translate)), (3, Gen.Const(Act.Follow)), (12, Gen.Enum<Act>())), Gen.Int[0, 1000], Gen.Bool, (act, choice, other) => new Step(act, choice, other)).Array[8, 16];

    private static readonly MediaDescription Note = new() { Uri = "ni:///sha-256;b", Type = "application/pdf", Length = 340_200, Title = "note.pdf" };

    [Fact]
    public Task A_kept_page_is_byte_for_byte_the_page_that_would_be_made_now() => Stories.SampleAsync(async story =>
    {
        await using var world = await KeptWorld.OpenAsync();
        await world.CompareAsync("the beginning");
        foreach (var step in story)
        {
            world.House.Writer = step.ByAnother ? world.Other : world.House.Store;
            world.AssertDeliveries();
            if (await world.DoAsync(step.Act, step.Choice)) await world.CompareAsync($"{step.Act} {step.Choice} of {string.Join(' ', story.Select(one => one.Act))}");
        }
    }, iter: 12, threads: 1);

    /// <summary>Two providers with their pieces, and whatever happens to them.</summary>
    private sealed class KeptWorld : IAsyncDisposable
    {
        private readonly List<ProviderCard> providers = [];
        private readonly List<string> items = [];
        private readonly HashSet<string> slugs = [];
        private int told;

        private KeptWorld(House house) => (House, Other) = (house, LedgerStore.Open(house.Folder, house.Time));

        public House House { get; }

        public LedgerStore Other { get; }

        public static async Task<KeptWorld> OpenAsync()
        {
            var world = new KeptWorld(await House.OpenAsync());
            foreach (var name in (string[])["Le Pont", "Le Gué"]) await world.RegisterAsync(Written.Provider(name));
            foreach (var card in world.providers) world.items.Add(await world.House.DeliverAsync(card, Written.Piece("Un titre"), files: Note));
            await world.House.SignAsync();
            return world;
        }

        /// <summary>False where there is nothing that it could be done to.</summary>
        public async Task<bool> DoAsync(Act act, int choice)
        {
            var item = items[choice % items.Count];
            var state = ItemState.Fold(House.Store.History(item))!;
            var place = providers.FindIndex(provider => provider.Id == state.Provider);
            var card = providers[place];
            switch (act)
            {
                case Act.Deliver: items.Add(await House.DeliverAsync(providers[choice % providers.Count], Written.Piece(Told(), language: choice % 2 == 0 ? "fr" : "ar"), files: choice % 3 == 0 ? [Note] : [])); break;
                case Act.Update: await House.DeliverAsync(card, Written.Piece(Told(), signal: Signal.Update), item, files: Note); break;
                case Act.Correct: await House.DeliverAsync(card, Written.Piece(Told(), signal: Signal.Correction), item); break;
                case Act.Withdraw: await House.DeliverAsync(card, Written.Piece(Told(), signal: Signal.Withdrawal) with { PubStatus = PubStatus.Canceled }, item, reason: Told()); break;
                case Act.WithdrawAndKeep: await House.DeliverAsync(card, Written.Piece(Told(), signal: Signal.Withdrawal) with { PubStatus = PubStatus.Canceled, KeepsText = true }, item, reason: Told()); break;
                case Act.Embargo: items.Add(await House.DeliverAsync(card, Written.Piece(Told()) with { PubStatus = PubStatus.Embargoed })); break;
                case Act.Release:
                    if (state.Versions.LastOrDefault(version => version.Entry.Status == PubStatus.Embargoed && !state.Released.ContainsKey(version.Entry.Version!.Value)) is not { } version) return false;
                    await House.AppendAsync(new Draft { Kind = EntryKind.Release, Provider = card.Id, Item = item, Version = version.Entry.Version, Follows = state.Last.Index, Status = PubStatus.Usable });
                    break;
                case Act.Hold: await House.HoldAsync(card, item, new Notice { Reason = "legal", Text = Told() }); break;
                case Act.Restore: await House.RestoreAsync(card, item); break;
                case Act.Remove:
                    if (state.Standing == Standing.Removed) return false;
                    await House.RemoveAsync(card, item, new Notice { Reason = "court-order", Country = "ML", Text = Told() });
                    break;
                case Act.Rename: await ChangeAsync(place, card with { Name = Told() }); break;
                case Act.Move: await ChangeAsync(place, card with { Slug = $"slug-{++told}", FormerSlugs = [.. card.FormerSlugs, card.Slug] }); break;
                case Act.Narrow: await ChangeAsync(place, card with { Terms = (Terms)(choice % 3), Rules = choice % 2 == 0 ? null : new UsageRules { Ai = AiUse.Deny } }); break;
                case Act.Register: await RegisterAsync(Written.Provider(Told())); break;
                case Act.Sign: await House.SignAsync(); break;
                case Act.Answer: (House.Answers.ByItem.TryGetValue(item, out var said) ? said : House.Answers.ByItem[item] = []).Add(new PublishedAnswer("Pourquoi ?", Told(), card.Name, House.Time.GetUtcNow())); break;
                case Act.Change:
                    if (!House.Answers.ByItem.TryGetValue(item, out var answers)) return false;
                    answers[^1] = answers[^1] with { Answer = Told() };
                    break;
                case Act.Draw:
                    foreach (var file in state.Media.Where(file => !House.Views.ByEntry.ContainsKey(file.Index))) House.Views.ByEntry[file.Index] = (new MediaView([], 3, HasText: true), "Les mots du document.");
                    break;
                case Act.Translate: items.Add(await House.DeliverAsync(providers[choice % providers.Count], Written.Piece(Told(), language: choice % 2 == 0 ? "sw" : "pt") with { Relations = [new Relation("translatedFrom", Relation.UriOf(item), null)] })); break;
                case Act.Follow: House.Follow(); break;
                case Act.Wait: House.Time.Advance(TimeSpan.FromSeconds(choice)); break;
            }

            return true;
        }

        /// <summary>Whether a delivery may be had is known without reading it.</summary>
        public void AssertDeliveries()
        {
            var shelf = new Shelf(House.Store);
            foreach (var item in items)
                for (var version = 1; version < 6; version++)
                    if (shelf.Take(item, version) is { } taken)
                        Assert.Equal(taken.Answer != Answer.Gone && shelf.Bytes(item, version, Part.Delivery).Answer == Answer.Whole, shelf.HasDelivery(taken));
        }

        /// <summary>Asks both servers for every page that there is, and twice the one that keeps: the second time it may have kept it.</summary>
        public async Task CompareAsync(string after)
        {
            foreach (var address in Addresses().ToList())
            {
                var wanted = await AnswerAsync(House.Keepless, address);
                Assert.Equal((after, wanted), (after, await AnswerAsync(House.Client, address)));
                Assert.Equal((after, wanted), (after, await AnswerAsync(House.Client, address)));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await House.DisposeAsync();
        }

        private IEnumerable<string> Addresses()
        {
            string[] lists = ["/fr", "/ar", "/fr?lang=ar", $"/fr?before={House.Store.Size / 2}", "/fr/providers", "/fr/providers?kind=press", "/fr/about", "/fr/withdrawals", "/fr/corrections", "/fr/answers", "/fr/countries", "/fr/country/ML", "/fr/statistics", "/fr/subjects/categories"];
            foreach (var list in lists) yield return list;
            foreach (var slug in slugs)
            {
                yield return $"/fr/{slug}";
                yield return $"/fr/{slug}?before={House.Store.Size / 2}";
                yield return $"/fr/withdrawals?provider={slug}";
                yield return $"/fr/corrections?provider={slug}";
                yield return $"/fr/answers?provider={slug}";
            }

            foreach (var item in items)
            {
                var slug = House.Store.Card(House.Store.History(item)[0].Entry.Provider!)!.Slug;
                yield return $"/fr/{slug}/{item}";
                yield return $"/en/verify/{item}/1";
                foreach (var version in House.Store.History(item).Select(entry => entry.Entry.Version).OfType<int>().Distinct()) yield return $"/fr/{slug}/{item}/{version}";
                yield return $"/fr/{slug}/{item}/1/document/1";
                yield return $"/fr/{slug}/{item}/2/difference";
                yield return $"/fr/{slug}/{item}/1/difference?against=3";
            }
        }

        private static async Task<string> AnswerAsync(HttpClient client, string address)
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            string[] unlike = ["Date", "Transfer-Encoding", "Content-Length"];
            IEnumerable<string> lines = [.. Lines(answer.Headers), .. Lines(answer.Content.Headers)];
            return $"{address}\n{(int)answer.StatusCode}\n{string.Join('\n', lines.Where(line => !unlike.Any(name => line.StartsWith(name, StringComparison.Ordinal))).Order(StringComparer.Ordinal))}\n\n{await answer.Content.ReadAsStringAsync()}";
        }

        private static IEnumerable<string> Lines(HttpHeaders headers) => headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");

        private async Task RegisterAsync(ProviderCard card)
        {
            providers.Add(await House.RegisterAsync(card));
            slugs.Add(card.Slug);
        }

        private async Task ChangeAsync(int place, ProviderCard card)
        {
            providers[place] = await House.RegisterAsync(card);
            slugs.Add(card.Slug);
        }

        private string Told() => $"Mot {++told}";
    }
}
