using System.Text;

namespace Griot.Formats.Xml;

/// <summary>The elements that are items, by local name and namespace; prefixes do not matter.</summary>
internal sealed class XmlItemNames(params XmlItemName[] names)
{
    public bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag, XmlScope scope)
    {
        var local = XmlScope.LocalName(name);
        foreach (var item in names)
            if (local.SequenceEqual(item.Utf8) && item.Stands(local.Length == name.Length, scope.NamespaceOf(name, tag))) return true;
        return false;
    }
}

/// <param name="LocalName">ASCII.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Unprefixed">Also without a prefix, whatever the default namespace is.</param>
internal sealed record XmlItemName(string LocalName, string Namespace, bool Unprefixed = false)
{
    public byte[] Utf8 { get; } = Encoding.ASCII.GetBytes(LocalName);

    public bool Stands(bool withoutPrefix, string? ns) => (Unprefixed && withoutPrefix) || ns == Namespace;
}
