using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>What an element inherits from those around it: namespaces, base and language.</summary>
internal sealed record XmlScope(IReadOnlyDictionary<string, string> Namespaces, string? Base, string? Language)
{
    public const int MostNamespaces = 256;

    public static XmlScope Outermost { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), null, null);

    public string Default => Namespaces.GetValueOrDefault("", "");

    /// <summary>The scope inside the element of <paramref name="tag"/>; <paramref name="address"/>: the outermost base.</summary>
    public XmlScope Inside(ReadOnlySpan<byte> tag, DecodedDocument document, string? address)
    {
        if (tag.IndexOf("xml"u8) < 0) return this;
        var namespaces = new Dictionary<string, string>(Namespaces, StringComparer.Ordinal);
        var (@base, language) = (Base, Language);
        var isBased = false;
        for (var attributes = new AttributeScanner(tag); attributes.Read();)
        {
            if (!attributes.Name.StartsWith("xml"u8)) continue;
            var value = CharacterReference.Decode(document.Text(attributes.Value));
            if (Prefix(attributes.Name) is { } prefix) Declare(namespaces, prefix, value);
            else if (attributes.Name.SequenceEqual("xml:base"u8) && !isBased) (@base, isBased) = (Address.Base(value, @base ?? address) ?? @base, true);
            else if (attributes.Name.SequenceEqual("xml:lang"u8)) language = LanguageTag.Normalise(value);
        }

        return new(namespaces, @base, language);
    }

    /// <summary>The namespace of a qualified name, with what its own tag declares, as <see cref="Bindings"/> has it.</summary>
    public string NamespaceOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag) => Bindings.Of(Namespaces).Inside(tag).NamespaceOf(name, out _);

    public static ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    /// <summary>The prefix that an attribute declares; empty for the default namespace, null where it declares none.</summary>
    public static string? Prefix(ReadOnlySpan<byte> attribute) =>
        attribute.SequenceEqual("xmlns"u8) ? ""
        : attribute.StartsWith("xmlns:"u8) ? Encoding.UTF8.GetString(attribute[6..])
        : null;

    private static void Declare(Dictionary<string, string> namespaces, string prefix, string uri)
    {
        if (namespaces.Count < MostNamespaces && uri.Length <= Limits.Field && MayDeclare(prefix, uri)) namespaces[prefix] = uri;
    }

    /// <summary>False for what XML forbids to declare. It is passed over: the XML reader would refuse the whole scope for it.</summary>
    public static bool MayDeclare(string prefix, string? uri) =>
        uri is not (null or XmlNames.Xml or "http://www.w3.org/2000/xmlns/")
        && !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase) && (prefix.Length == 0 || uri.Length > 0);
}
