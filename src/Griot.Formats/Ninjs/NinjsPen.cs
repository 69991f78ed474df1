using System.Text.Encodings.Web;
using System.Text.Json;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Writes members of ninjs under the names and in the shapes of a version; they are called by their names of 3.1. What
/// is empty is left out, and what is no URI never stands where a schema asks for one.
/// </summary>
internal sealed class NinjsPen(Utf8JsonWriter json, NinjsVersion version)
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> NamesOf16 = new(StringComparer.Ordinal)
    {
        ["standard"] = "$standard",
        ["by"] = "byline",
        ["contentType"] = "mimetype",
        ["people"] = "person",
        ["places"] = "place",
        ["subjects"] = "subject",
        ["genres"] = "genre",
        ["infoSources"] = "infosource",
        ["geoJSON"] = "geometry_geojson",
    };

    private bool Is16 => version == NinjsVersion.V16;

    internal static byte[] Document(NinjsVersion version, Action<NinjsPen> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            var pen = new NinjsPen(json, version);
            json.WriteStartObject();
            pen.Standard();
            write(pen);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    internal static string Number(NinjsVersion version) => version switch
    {
        NinjsVersion.V16 => "1.6",
        NinjsVersion.V22 => "2.2",
        NinjsVersion.V31 => "3.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    internal void Text(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(Name(name), WireText.Clean(text));
    }

    internal void IsWhole(bool isWhole) => Text("representationType", (isWhole, Is16) switch
    {
        (true, false) => "full",
        (false, false) => "partial",
        (true, true) => "complete",
        (false, true) => "incomplete",
    });

    internal void Texts(string name, params ReadOnlySpan<NinjsText> texts)
    {
        if (Is16)
        {
            foreach (var text in texts) Text(NameOf16(name, text), text.Value);
            return;
        }

        var isOpen = false;
        foreach (var text in texts)
        {
            if (string.IsNullOrEmpty(text.Value)) continue;
            if (!isOpen) json.WriteStartArray(Name(name));
            isOpen = true;
            json.WriteStartObject();
            Text("role", text.Role);
            Text("contentType", text.ContentType);
            Text("value", text.Value);
            json.WriteEndObject();
        }

        if (isOpen) json.WriteEndArray();
    }

    internal void List<T>(string name, IReadOnlyList<T> values, Action<T> write)
    {
        if (values.Count == 0) return;
        json.WriteStartArray(Name(name));
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal void Concept(string term, string? scheme, string? label)
    {
        Text("name", label ?? term);
        if (Is16) Code(term, scheme);
        else Identifier(term);
    }

    internal void Person(string name, string rel)
    {
        Text("name", name);
        Text("rel", rel);
    }

    internal void Place(OutgoingPlace place)
    {
        Text("name", place.Name);
        if (place is not { Latitude: { } latitude, Longitude: { } longitude }) return;
        json.WriteStartObject(Name("geoJSON"));
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(longitude);
        json.WriteNumberValue(latitude);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal void Party(NinjsParty party)
    {
        Text("name", party.Name);
        Text(Is16 ? "rel" : "role", party.Role);
        if (party.Identifier is { } identifier)
        {
            if (Is16) Code(identifier, null);
            else Identifier(identifier);
        }

        if (party.Page is not { } page) return;
        json.WriteStartArray(Name("contactInfo"));
        json.WriteStartObject();
        Text("type", "web");
        Text("value", page);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    internal void DigitalSource(string? type)
    {
        if (type is null) return;
        json.WriteStartObject(Name("digitalSourceType"));
        Identifier(type);
        json.WriteEndObject();
    }

    // The schemas take nothing but an address here, and no empty object.
    internal void LinkedRights(string? address)
    {
        if (NinjsUri.Of(address) is not { } uri) return;
        json.WriteStartObject(Name("rightsInfo"));
        Text("linkedRights", uri);
        json.WriteEndObject();
    }

    internal void Renditions(IReadOnlyList<NinjsFile> files) => Named("renditions", files, file => file.Name, file =>
    {
        Text("href", NinjsUri.Of(file.Address));
        Text("contentType", file.Type);
        if (file.Length is { } length) json.WriteNumber(Name("sizeInBytes"), length);
    });

    internal void Associations(IReadOnlyList<NinjsAssociation> associations, Action<NinjsAssociation> write) => Named("associations", associations, one => one.Name, one =>
    {
        if (version == NinjsVersion.V31) Text("rel", one.Rel);
        write(one);
    });

    internal void AlternativeIds(IReadOnlyList<(string Role, string? Value)> ids)
    {
        if (Is16) json.WriteStartObject("altids");
        else json.WriteStartArray(Name("altIds"));
        foreach (var (role, value) in ids)
        {
            if (value is null) continue;
            if (Is16)
            {
                json.WriteString(role, WireText.Clean(value));
                continue;
            }

            json.WriteStartObject();
            Text("role", role);
            Text("value", value);
            json.WriteEndObject();
        }

        if (Is16) json.WriteEndObject();
        else json.WriteEndArray();
    }

    private void Standard()
    {
        json.WriteStartObject(Name("standard"));
        Text("name", "ninjs");
        Text("version", Number(version));
        Text("schema", $"http://www.iptc.org/std/ninjs/ninjs-schema_{Number(version)}.json#");
        json.WriteEndObject();
    }

    // Of 1.6 a member of an object bears the name; later it is a member beside the others.
    private void Named<T>(string list, IReadOnlyList<T> values, Func<T, string> name, Action<T> write)
    {
        if (!Is16)
        {
            List(list, values, value =>
            {
                Text("name", name(value));
                write(value);
            });
            return;
        }

        if (values.Count == 0) return;
        json.WriteStartObject(list);
        foreach (var value in values)
        {
            json.WriteStartObject(name(value));
            write(value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Identifier(string identifier)
    {
        if (NinjsUri.Of(identifier) is { } uri) Text("uri", uri);
        else Text("literal", identifier);
    }

    // A concept of 1.6 is a code of a scheme; the two together are its address.
    private void Code(string term, string? scheme)
    {
        if (NinjsUri.Of(scheme) is null && NinjsUri.Of(term) is { } uri && uri.LastIndexOfAny(['/', '#', ':']) + 1 is > 0 and var end && end < uri.Length && NinjsUri.Of(uri[..end]) is not null) (scheme, term) = (uri[..end], uri[end..]);
        Text("scheme", NinjsUri.Of(scheme));
        Text("code", term);
    }

    private string Name(string name) => version switch
    {
        NinjsVersion.V31 => name,
        NinjsVersion.V16 when NamesOf16.TryGetValue(name, out var other) => other,
        _ => name.ToLowerInvariant(),
    };

    private static string NameOf16(string name, NinjsText text) => name switch
    {
        "headlines" => "headline",
        "bodies" => "body_html",
        _ when text.Role == "summary" => "description_text",
        _ => "description_" + text.Role,
    };
}

/// <summary>A text with its role and media type.</summary>
internal readonly record struct NinjsText(string Role, string ContentType, string? Value);

/// <summary>A party that had to do with the content; <paramref name="Identifier"/> a URI where it is one.</summary>
internal sealed record NinjsParty(string? Name, string Role, string? Identifier, string? Page);

/// <summary>Content that lies elsewhere; <paramref name="Length"/> in bytes.</summary>
internal sealed record NinjsFile(string Name, string Address, string? Type, long? Length = null);
