using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Modules;

/// <summary>
/// The modules that mean the same in an item of RSS, of RDF and of Atom. How often a piece was commented on (slash, thr) is
/// nobody's word, and not read.
/// </summary>
internal static class ItemModules
{
    /// <summary>Takes an element of one of them; false for any other element.</summary>
    public static bool Take(ElementReader reader, ItemDraft draft)
    {
        switch (reader.Namespace)
        {
            case XmlNames.GeoRss or XmlNames.W3CGeo:
                draft.Places.Take(reader);
                return true;
            case XmlNames.Threading when reader.LocalName == "in-reply-to":
                draft.AddAntecedent(reader.Attribute("ref"), draft.Resolve(reader.Attribute("href"), Address.Inner(reader.Base, draft.Base)));
                return true;
            default:
                return draft.Licences.Take(reader) || draft.Usage.Take(reader) || Publishing.Take(reader, draft);
        }
    }
}
