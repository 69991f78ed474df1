using System.Text;

namespace Griot.Formats.Xml;

/// <summary>The elements that are items, by local name in any case of letters and by namespace; prefixes do not matter.</summary>
internal sealed class XmlItemNames(params XmlItemName[] names)
{
    public bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag, XmlScope scope)
    {
        var local = XmlScope.LocalName(name);
        foreach (var item in names)
            if (ElementEnd.Same(local, item.Utf8) && item.Stands(local.Length == name.Length, name, tag, scope)) return true;
        return false;
    }
}

/// <param name="LocalName">ASCII.</param>
/// <param name="Namespaces">Its namespaces, as <see cref="XmlNames.Canonical"/> has them.</param>
/// <param name="Unprefixed">Also without a prefix, whatever the default namespace is.</param>
internal sealed record XmlItemName(string LocalName, string[] Namespaces, bool Unprefixed = false)
{
    public byte[] Utf8 { get; } = Encoding.ASCII.GetBytes(LocalName);

    public bool Stands(bool withoutPrefix, ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag, XmlScope scope) =>
        (Unprefixed && withoutPrefix) || Namespaces.Contains(scope.NamespaceOf(name, tag));
}
