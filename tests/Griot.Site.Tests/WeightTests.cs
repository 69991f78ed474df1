using System.Globalization;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>What a reader pays for a page, over the wire with brotli; budgets of the design.</summary>
public sealed class WeightTests
{
    private static readonly string[] Words = "l’eau du barrage revient au village où les rizières attendent depuis trois mois de travaux selon la direction régionale ; quarante familles, dit-on, ont planté plus tôt que prévu".Split(' ');

    private static readonly string[] Countries = ["ML", "SN", "GH", "TZ"];

    [Fact]
    public async Task An_article_and_its_style_sheet_weigh_at_most_eight_kilobytes_and_the_front_page_thirty()
    {
        await using var house = await House.OpenAsync();
        var providers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => house.RegisterAsync(Written.Provider($"Fournisseur {number} {Sentence(number, 3)}", slug: $"p{number}"))));
        var item = "";
        for (var number = 0; number < 60; number++) item = await house.DeliverAsync(providers[number % 40], Written.Piece(Sentence(number, 9), string.Concat(Enumerable.Range(0, 6).Select(part => $"<p>{Sentence(number * 7 + part, 70)}</p>"))));

        var article = $"/fr/{providers[59 % 40].Slug}/{item}";
        var style = Read.Page(await house.GetAsync(article)).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        Assert.InRange(await WeightAsync(house, article) + await WeightAsync(house, style), 1000, 8 * 1024);
        Assert.InRange(await WeightAsync(house, "/fr"), 1000, 30 * 1024);
    }

    [Fact]
    public async Task The_register_of_six_hundred_providers_weighs_at_most_thirty_kilobytes()
    {
        await using var house = await House.OpenAsync();
        foreach (var number in Enumerable.Range(0, 600))
            await house.RegisterAsync(Written.Provider($"{Sentence(number, 4)} {number}", (ProviderKind)(number % 3), (Capacity)(number % 11), Countries[number % 4], slug: string.Create(CultureInfo.InvariantCulture, $"provider-{number * 7919 % 104729}-of-the-valley")));

        Assert.InRange(await WeightAsync(house, "/fr/providers"), 1000, 30 * 1024);
    }

    // Words in an order that hardly repeats, as real text does.
    private static string Sentence(int seed, int length) =>
        string.Join(' ', Enumerable.Range(1, length).Select(place => Words[(seed * 31 + place * place * 17 + place * (seed % 7)) % Words.Length]));

    private static async Task<int> WeightAsync(House house, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        using var answer = await house.Client.SendAsync(request);
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }
}
