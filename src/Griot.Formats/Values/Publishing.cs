using Griot.Formats.Xml;

namespace Griot.Formats.Values;

/// <summary>
/// What a provider may say of when and as what a piece may be published, and which RSS, Atom and JSON Feed have no word
/// for: by Griot's own module, or by PRISM (embargoDate, expirationDate, killDate).
/// </summary>
internal static class Publishing
{
    /// <summary>Takes an element of one of these modules; false for any other element.</summary>
    public static bool Take(ElementReader reader, ItemDraft draft)
    {
        if (reader.Namespace != XmlNames.Griot && !XmlNames.IsPrism(reader.Namespace)) return false;
        Take(reader.LocalName, () => reader.Text(), draft);
        return true;
    }

    /// <summary>Takes one statement by its name.</summary>
    public static void Take(string name, Func<string?> text, ItemDraft draft)
    {
        switch (name)
        {
            case "embargoedUntil" or "embargoDate":
                draft.IsEmbargoed = true;
                draft.EmbargoText ??= ItemDraft.Filled(text());
                break;
            case "expires" or "expirationDate" or "killDate":
                draft.ExpiresText ??= ItemDraft.Filled(text());
                break;
            case "signal":
                draft.SignalText ??= ItemDraft.Filled(text())?.ToLowerInvariant();
                break;
        }
    }
}
