namespace Griot.Formats.Xml;

/// <summary>
/// The entities that a DOCTYPE's internal subset declares with a literal text. External ones are never fetched and
/// parameter entities never expanded; what refers to them can't be read.
/// </summary>
internal static class EntityDeclarations
{
    /// <summary>Text by name. Values may refer to each other; <see cref="XmlText"/> bounds what they grow to.</summary>
    public static IReadOnlyDictionary<string, string> Read(string documentType, List<Incident> incidents)
    {
        var declared = new Dictionary<string, string>(StringComparer.Ordinal);
        var room = Limits.EntityDeclarations;
        for (var at = 0; (at = documentType.IndexOf("<!ENTITY", at, StringComparison.Ordinal)) >= 0;)
        {
            at += 8;
            var parts = new Parts(documentType, at);
            if (parts.Name() is not { Length: > 0 } name || name == "%") continue;
            if (parts.Literal() is not { } value) incidents.Add(External(name));
            else if ((room -= name.Length + value.Length) < 0) return TooMany(declared, incidents);
            else declared.TryAdd(name, value);
            if (incidents.Count > 10) break;
        }

        return declared;
    }

    private static Dictionary<string, string> TooMany(Dictionary<string, string> declared, List<Incident> incidents)
    {
        incidents.Add(new(IncidentCodes.EntityLimit, "The DOCTYPE declares more entity text than is taken."));
        return declared;
    }

    private static Incident External(string name) =>
        new(IncidentCodes.ExternalEntity, $"The DOCTYPE declares the entity {Incident.Quote(name)} outside the document; nothing was fetched.");

    private sealed class Parts(string text, int start)
    {
        private int at = start;

        public string Name()
        {
            SkipSpace();
            var from = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '"' or '\'')) at++;
            return text[from..at];
        }

        public string? Literal()
        {
            SkipSpace();
            if (at >= text.Length || text[at] is not ('"' or '\'')) return null;
            var end = text.IndexOf(text[at], at + 1);
            if (end < 0) return null;
            var literal = text[(at + 1)..end];
            at = end + 1;
            return literal;
        }

        private void SkipSpace()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        }
    }
}
