using System.Text;

namespace Griot.Ingest.Channels.Push;

/// <summary>
/// One signature that a request names in <c>Signature-Input</c> (RFC 9421, section 4.1): what it covers, and its parameters
/// in their order. Components with parameters of their own are not read: no request to us needs them.
/// </summary>
internal sealed class SignatureInput
{
    private const int MostComponents = 32;
    private const int MostSignatures = 4;

    private readonly List<(string Name, string Value)> parameters = [];

    private SignatureInput(string label) => Label = label;

    internal string Label { get; }

    internal List<string> Components { get; } = [];

    /// <summary>A string parameter; null where there is none.</summary>
    internal string? Text(string name) => Raw(name) is ['"', .. var inner, '"'] ? inner : null;

    /// <summary>A number of seconds since 1970; null where there is none.</summary>
    internal long? Seconds(string name) => long.TryParse(Raw(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;

    internal bool Has(string name) => Raw(name) is not null;

    /// <summary>The value of <c>@signature-params</c>, written as RFC 9421, section 2.3 wants it.</summary>
    internal string Written()
    {
        var text = new StringBuilder("(").AppendJoin(' ', Components.Select(name => $"\"{name}\"")).Append(')');
        foreach (var (name, value) in parameters) text.Append(';').Append(name).Append('=').Append(value);
        return text.ToString();
    }

    private string? Raw(string name) => parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

    /// <summary>The signatures of a header; empty where it is not well-formed, or holds more than anyone needs.</summary>
    internal static List<SignatureInput> Parse(string header)
    {
        var found = new List<SignatureInput>();
        var cursor = new FieldCursor(header);
        do
        {
            if (cursor.Key() is not { } label || !cursor.Take('=') || One(label, cursor) is not { } signature || found.Count == MostSignatures) return [];
            found.Add(signature);
        }
        while (cursor.TakeComma());
        return cursor.IsAtEnd ? found : [];
    }

    private static SignatureInput? One(string label, FieldCursor cursor)
    {
        var signature = new SignatureInput(label);
        if (!cursor.Take('(')) return null;
        while (!cursor.TakeAfterBlanks(')'))
        {
            if (cursor.QuotedString() is not { } name || signature.Components.Contains(name, StringComparer.Ordinal) || signature.Components.Count == MostComponents) return null;
            signature.Components.Add(name);
        }

        while (cursor.Take(';'))
        {
            cursor.SkipBlanks();
            if (cursor.Key() is not { } name || !cursor.Take('=') || cursor.BareItem() is not { } value || signature.Has(name)) return null;
            signature.parameters.Add((name, value));
        }

        return signature;
    }
}
