using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Modules;

/// <summary>
/// The licences that a feed or an item names: by Creative Commons' modules, old and new, by Dublin Core's terms, or by a
/// link of Atom (RFC 4946). Whoever names several may be taken at any of them, so all are kept.
/// </summary>
internal sealed class Licences
{
    private readonly List<(string Text, bool IsAddress, string? Base)> found = [];
    private int length;

    /// <summary>More was named than is taken.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Takes an element of a module; false for any other element.</summary>
    public bool Take(ElementReader reader)
    {
        if (!IsLicence(reader)) return false;
        if (reader.Attribute("resource", XmlNames.Rdf) is { } address) Add(address, true, reader.Base);
        else Add(ItemDraft.Filled(reader.Text()), false, null);
        return true;
    }

    /// <summary>Takes a link of Atom where it leads to a licence.</summary>
    public void TakeLink(ElementReader reader)
    {
        if (reader.Attribute("rel")?.ToLowerInvariant() is "license" or "http://www.iana.org/assignments/relation/license") Add(reader.Attribute("href"), true, reader.Base);
    }

    /// <summary>All of them, each once, one a line; null where there is none.</summary>
    /// <param name="resolve">Gives the absolute address by the delivered one and the base that stands at it; null for what is none.</param>
    public string? Text(Func<string, string?, string?> resolve)
    {
        var named = found.Select(licence => licence.IsAddress ? resolve(licence.Text, licence.Base) : licence.Text).OfType<string>().Distinct(StringComparer.Ordinal);
        return ItemDraft.Filled(string.Join('\n', named));
    }

    private void Add(string? text, bool isAddress, string? @base)
    {
        if (text is null || found.Contains((text, isAddress, @base))) return;
        IsExceeded |= found.Count == Limits.Licences || length + text.Length > Limits.Field;
        if (IsExceeded) return;
        length += text.Length;
        found.Add((text, isAddress, @base));
    }

    private static bool IsLicence(ElementReader reader) =>
        reader.Namespace is XmlNames.CreativeCommons or XmlNames.CreativeCommonsRss or XmlNames.DublinCoreTerms && reader.LocalName == "license";
}
