using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Enrichment.Tests.Search;

/// <summary>The index follows what the public may see, and survives what happens to it.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync() => card = await house.RegisterAsync();

    [Fact]
    public async Task What_was_said_before_is_not_found_any_more_once_it_was_corrected()
    {
        var item = await house.DeliverAsync(card, "Le maire de Kayes", "Le fautif.");
        house.Follow();
        await house.DeliverAsync(card, SearchHouse.Piece("Le maire de Kayes", "Le juste.", signal: Signal.Correction), item);
        Assert.Empty(house.Found("fautif"));
        house.Follow();
        Assert.Empty(house.Found("fautif"));
        Assert.Single(house.Found("juste"));
    }

    [Fact]
    public async Task What_is_held_or_withdrawn_is_neither_found_nor_counted_even_before_the_index_has_read_it()
    {
        var (held, withdrawn) = (await house.DeliverAsync(card, "La grève un"), await house.DeliverAsync(card, "La grève deux"));
        await house.DeliverAsync(card, "La grève trois");
        house.Follow();
        Assert.Equal(3, house.Search.Find(new SearchRequest { Text = "grève" }).Count);
        await house.NoteAsync(card, held, EntryKind.Hold, new Notice { Reason = "legal" }.ToBytes());
        await house.DeliverAsync(card, SearchHouse.Piece("", signal: Signal.Withdrawal), withdrawn);
        AssertOneLeft();
        house.Follow();
        AssertOneLeft();
        await house.NoteAsync(card, held, EntryKind.Restore);
        house.Follow();
        Assert.Equal(2, house.Search.Find(new SearchRequest { Text = "grève" }).Count);

        void AssertOneLeft()
        {
            var answer = house.Search.Find(new SearchRequest { Text = "grève" });
            Assert.Equal(["La grève trois"], answer.Hits.Select(hit => hit.Piece.Summary!.Headline));
            Assert.Equal((1, 1), (answer.Count, Assert.Single(answer.Facets!.Providers).Count));
        }
    }

    [Fact]
    public async Task An_embargoed_piece_is_found_once_it_is_released_and_never_before()
    {
        var item = await house.DeliverAsync(card, SearchHouse.Piece("Le budget secret") with { PubStatus = PubStatus.Embargoed, EmbargoedUntil = house.Time.GetUtcNow().AddHours(1) });
        house.Follow();
        Assert.Empty(house.Found("budget"));
        Assert.Null(house.Search.Find(new SearchRequest { Text = "budgat" }).Suggestion);
        await house.NoteAsync(card, item, EntryKind.Release);
        house.Follow();
        Assert.Equal(["Le budget secret"], house.Found("budget"));
    }

    [Fact]
    public async Task Terms_decide_which_words_are_found_and_narrower_ones_hold_at_once()
    {
        await house.DeliverAsync(card, "Le titre", string.Concat(Enumerable.Repeat("Le début. ", 40)) + "La fin cachée.");
        house.Follow();
        Assert.Single(house.Found("cachée"));
        card = await house.RegisterAsync(card with { Terms = Terms.Excerpt });
        Assert.Empty(house.Found("cachée"));
        Assert.Empty(house.Found("titre"));
        house.Follow();
        Assert.Empty(house.Found("cachée"));
        Assert.Single(house.Found("titre début"));
        card = await house.RegisterAsync(card with { Terms = Terms.Link });
        house.Follow();
        Assert.Empty(house.Found("début"));
        var hit = Assert.Single(house.Search.Find(new SearchRequest { Text = "titre" }).Hits);
        Assert.Empty(hit.Snippet);
    }

    [Fact]
    public async Task A_new_card_is_followed_in_steps_for_all_of_a_providers_items()
    {
        for (var i = 0; i < 35; i++) await house.DeliverAsync(card, $"Le mil {i}");
        house.Follow();
        await house.RegisterAsync(card with { Name = "La Passerelle", Country = "SN", Kind = ProviderKind.Institution });
        house.Follow();
        Assert.Equal(35, house.Search.Find(new SearchRequest { Text = "passerelle mil", Country = "SN", Kind = ProviderKind.Institution }).Count);
        Assert.Empty(house.Found(new SearchRequest { Text = "mil", Country = "ML" }));
    }

    [Fact]
    public async Task After_a_start_it_goes_on_from_its_commit_and_after_a_kill_too()
    {
        await house.DeliverAsync(card, "La première");
        house.Follow();
        house.Restart();
        await house.DeliverAsync(card, "La deuxième première");
        house.Follow();
        house.Kill();
        house.Follow();
        Assert.Equal(["La deuxième première", "La première"], house.Found("première"));
    }

    [Theory]
    [InlineData("segments", true)]
    [InlineData("segments", false)]
    [InlineData("_", true)]
    [InlineData("_", false)]
    public async Task An_index_whose_files_are_broken_is_made_anew_by_itself(string name, bool isEmptied)
    {
        await house.DeliverAsync(card, "La digue");
        house.Follow();
        house.Stop();
        foreach (var file in Directory.GetFiles(house.IndexRoot, name + "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(file, isEmptied ? [] : [.. bytes.Take(bytes.Length / 2), 7, .. bytes.Skip((bytes.Length / 2) + 1).Take(bytes.Length / 3)], TestContext.Current.CancellationToken);
        }

        house.Start();
        house.Follow();
        Assert.Equal(["La digue"], house.Found("digue"));
    }

    [Fact]
    public async Task One_process_writes_an_index_also_where_lucene_s_own_lock_is_lost()
    {
        await house.DeliverAsync(card, "La digue");
        house.Follow();
        foreach (var file in Directory.GetFiles(house.IndexRoot, "write.lock", SearchOption.AllDirectories)) File.Delete(file);

        Assert.Null(IndexFolder.Write(Path.Combine(house.IndexRoot, "1")));
        house.Stop();
        using var next = IndexFolder.Write(Path.Combine(house.IndexRoot, "1"));
        Assert.NotNull(next);
    }

    [Fact]
    public async Task An_index_of_another_ledger_is_thrown_away()
    {
        await house.DeliverAsync(card, "La digue");
        house.Follow();
        house.Stop();
        await using var other = new SearchHouse();
        var stranger = await other.RegisterAsync("Un autre");
        await other.DeliverAsync(stranger, "Le puits");
        await other.DeliverAsync(stranger, "Le mur");
        other.Stop();
        Directory.CreateDirectory(Path.GetDirectoryName(other.IndexRoot)!);
        Directory.Move(house.IndexRoot, other.IndexRoot);
        other.Start();
        other.Follow();
        Assert.Empty(other.Found("digue"));
        Assert.Single(other.Found("puits"));
    }

    [Fact]
    public async Task A_second_process_reads_what_the_first_commits_and_takes_over_when_that_ends()
    {
        await house.DeliverAsync(card, "La digue");
        await house.CommittedAsync();
        await using var another = house.Another();
        var (followers, search) = (another.GetRequiredService<Followers>(), another.GetRequiredService<ArticleSearch>());
        followers.CatchUp(TestContext.Current.CancellationToken);
        Assert.Single(search.Find(new SearchRequest { Text = "digue" }).Hits);
        await house.DeliverAsync(card, "La digue encore");
        house.Stop();
        house.Time.Advance(TimeSpan.FromSeconds(2));
        followers.CatchUp(TestContext.Current.CancellationToken);
        followers.CatchUp(TestContext.Current.CancellationToken);
        Assert.Equal(2, search.Find(new SearchRequest { Text = "digue" }).Hits.Count);
        house.Start();
    }

    [Fact]
    public async Task Beside_a_program_whose_index_it_can_t_read_a_process_waits_and_takes_over_when_that_ends()
    {
        await house.DeliverAsync(card, "La digue");
        house.Stop();
        var place = Directory.CreateDirectory(Path.Combine(house.IndexRoot, "1")).FullName;
        await using (new FileStream(Path.Combine(place, "held.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            house.Start();
            // Not without end, with one processor.
            await Task.Run(house.Follow, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Empty(house.Found("digue"));
        }

        house.Follow();
        Assert.Single(house.Found("digue"));
    }

    [Fact]
    public async Task L05_after_a_removal_a_process_that_only_reads_the_index_forgets_the_words_too()
    {
        var item = await house.DeliverAsync(card, "Wzxqkvjb");
        await house.CommittedAsync();
        await using var another = house.Another();
        var (followers, search) = (another.GetRequiredService<Followers>(), another.GetRequiredService<ArticleSearch>());
        followers.CatchUp(TestContext.Current.CancellationToken);
        // Where others have filled the memory, there is no room for it yet.
        do WordAnalyzer.Forget();
        while (search.Find(new SearchRequest { Text = "wzxqkvjb" }).Hits.Count != 1 || !WordAnalyzer.Remembers("wzxqkvjb"));
        await house.RemoveAsync(card, item);
        followers.CatchUp(TestContext.Current.CancellationToken);
        Assert.False(WordAnalyzer.Remembers("wzxqkvjb"));
        // Of a search that had read the piece before, and ended now.
        do
        {
            WordAnalyzer.Forget();
            Cut.Of("wzxqkvjb", WordAnalyzer.For("fr"));
        }
        while (!WordAnalyzer.Remembers("wzxqkvjb"));
        house.Time.Advance(TimeSpan.FromSeconds(11));
        followers.CatchUp(TestContext.Current.CancellationToken);
        Assert.False(WordAnalyzer.Remembers("wzxqkvjb"));
    }

    [Fact]
    public async Task L05_after_a_removal_no_file_of_the_index_holds_a_word_of_the_piece()
    {
        var item = await house.DeliverAsync(card, "Zwxqvkjp avant", "Le mot qqzvwxjk et rien d’autre.");
        await house.DeliverAsync(card, SearchHouse.Piece("Zwxqvkjp", "Le mot qqzvwxjk.", signal: Signal.Update), item);
        for (var i = 0; i < 12; i++) await house.DeliverAsync(card, $"Autre {i}");
        house.Follow();
        await house.CommittedAsync();
        Assert.NotEmpty(house.FilesWith("wxqvkjp"));
        await house.RemoveAsync(card, item);
        await house.WipedAsync();
        Assert.Empty(house.FilesWith("wxqvkjp"));
        Assert.Empty(house.FilesWith("qzvwxjk"));
        Assert.Empty(house.FilesWith(item));
        Assert.Equal(12, house.Search.Find(new SearchRequest { Text = "autre" }).Count);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
