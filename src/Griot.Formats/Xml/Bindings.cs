using System.Runtime.CompilerServices;
using System.Text;

namespace Griot.Formats.Xml;

/// <summary>
/// Namespaces by prefix, innermost first, as readers compare them. A prefix that nothing declares means what it always
/// means in feeds, where there is such a thing.
/// </summary>
internal sealed class Bindings
{
    /// <summary>The namespace of a prefix that nobody knows: no reader's.</summary>
    public const string Unknown = "?";

    /// <summary>Each name is looked for among all of them: those beyond stand for nothing.</summary>
    private const int Most = 2 * XmlScope.MostNamespaces;

    // The cuts of a document share one context: its namespaces are turned into bindings once, and forgotten with it.
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, Bindings> Known = [];
    private static readonly Bindings None = new([], "", null);

    private readonly byte[] prefix;
    private readonly string ns;
    private readonly Bindings? outer;
    private readonly int count;

    private Bindings(byte[] prefix, string ns, Bindings? outer) =>
        (this.prefix, this.ns, this.outer, count) = (prefix, ns, outer, outer is null ? 0 : outer.count + 1);

    public static Bindings Of(IReadOnlyDictionary<string, string> namespaces) => Known.GetValue(namespaces, Chain);

    /// <summary>With what a start tag declares.</summary>
    public Bindings Inside(ReadOnlySpan<byte> tag)
    {
        if (tag.IndexOf("xmlns"u8) < 0) return this;
        var inside = this;
        for (var attributes = new AttributeScanner(tag); attributes.Read();)
            if (XmlScope.Prefix(attributes.Name) is { } declared) inside = inside.With(declared, Encoding.UTF8.GetString(attributes.Value));
        return inside;
    }

    /// <summary>The namespace of a qualified name; <paramref name="declared"/>: false where its prefix stands for nothing here.</summary>
    public string NamespaceOf(ReadOnlySpan<byte> name, out bool declared)
    {
        var colon = name.IndexOf((byte)':');
        var wanted = colon < 0 ? default : name[..colon];
        declared = true;
        for (var one = this; one.outer is not null; one = one.outer)
            if (wanted.SequenceEqual(one.prefix)) return one.ns;
        if (colon < 0) return "";
        if (wanted.SequenceEqual("xml"u8)) return XmlNames.Xml;
        declared = false;
        return XmlNames.Usual(Encoding.UTF8.GetString(wanted)) ?? Unknown;
    }

    public string Default => NamespaceOf("a"u8, out _);

    private static Bindings Chain(IReadOnlyDictionary<string, string> namespaces)
    {
        var chain = None;
        foreach (var (prefix, uri) in namespaces) chain = chain.With(prefix, uri);
        return chain;
    }

    private Bindings With(string declared, string uri) =>
        count < Most && XmlScope.MayDeclare(declared, uri) ? new(Encoding.UTF8.GetBytes(declared), XmlNames.Canonical(uri), this) : this;
}
