using Griot.Web;
using Microsoft.Extensions.Primitives;

namespace Griot.Newsroom.Links;

/// <summary>The words of the page about a held mail.</summary>
public sealed class HeldTexts : Phrases
{
    private HeldTexts(string code, IReadOnlyDictionary<string, string> texts) : base(code, texts) { }

    internal static IReadOnlyList<HeldTexts> All { get; } = Load("held-texts.json", static (code, texts) => new HeldTexts(code, texts));

    internal static HeldTexts Choose(string? asked, IEnumerable<string> ofProvider, StringValues acceptLanguage) => Choose(All, asked, ofProvider, acceptLanguage);
}
