using Griot.Web;
using Microsoft.Extensions.Primitives;

namespace Griot.Newsroom.Links;

/// <summary>The words of a provider's page in one language. It speaks five, whatever editions the site has.</summary>
public sealed class LinkTexts : Phrases
{
    private LinkTexts(string code, IReadOnlyDictionary<string, string> texts) : base(code, texts) { }

    internal static IReadOnlyList<LinkTexts> All { get; } = Load("link-texts.json", static (code, texts) => new LinkTexts(code, texts));

    internal string Name => this["name"];

    /// <summary>What is asked for by name, else the provider's own language, else the browser's, else the first.</summary>
    internal static LinkTexts Choose(string? asked, IEnumerable<string> ofProvider, StringValues acceptLanguage) => Choose(All, asked, ofProvider, acceptLanguage);
}
