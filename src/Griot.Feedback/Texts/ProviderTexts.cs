using Griot.Record;
using Griot.Web;
using Microsoft.Extensions.Primitives;

namespace Griot.Feedback;

/// <summary>What this room says to providers, by mail and on the page where they answer a reader.</summary>
public sealed class ProviderTexts : Phrases
{
    private ProviderTexts(string code, IReadOnlyDictionary<string, string> texts) : base(code, texts) { }

    internal static IReadOnlyList<ProviderTexts> All { get; } = Load("provider-texts.json", static (code, texts) => new ProviderTexts(code, texts));

    internal string Name => this["name"];

    /// <summary>The provider's first language that is one of the five, else the one that is asked for, else English.</summary>
    internal static ProviderTexts For(ProviderCard? card, string? otherwise = null) => Choose(All, null, [.. card?.Languages ?? [], otherwise ?? "en", "en"], default);

    /// <summary>For the operator: the house's first language that is one of the five, else that of its first edition, else English.</summary>
    internal static ProviderTexts ForOperator(ILedgerReader ledger) => For(ledger.Cards().FirstOrDefault(card => card.Kind == ProviderKind.House), Editions.First.Code);

    /// <summary>The same for a page: what is asked for by name comes first, the browser's wish last.</summary>
    internal static ProviderTexts Choose(string? asked, ProviderCard? card, StringValues acceptLanguage) => Choose(All, asked, card?.Languages ?? [], acceptLanguage);

    /// <summary>A name within a sentence: apart where the two may be written in different directions.</summary>
    internal string Named(string name) => Direction == "rtl" || name.Any(letter => letter is >= '\u0590' and <= '\u08FF') ? Apart(name) : name;
}
