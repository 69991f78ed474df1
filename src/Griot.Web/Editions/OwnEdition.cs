using System.Text.Json;
using System.Text.Json.Nodes;

namespace Griot.Web;

/// <summary>
/// A house's own file of words. For a language that the program speaks it holds what is different, as little as one text; for
/// another it holds a whole edition. Nothing of it is believed: a piece too many in a text would break every page that says it.
/// </summary>
internal sealed class OwnEdition
{
    internal static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] OfALanguage = ["name", "direction", "group", "months", "shortMonths", "moment", "shortMoment", "day"];

    // Top-level addresses of the site that have the form of a language's code.
    private static readonly string[] Taken = ["log", "hub"];

    private readonly string path;
    private readonly List<string> faults = [];
    private readonly List<string> remarks = [];

    private OwnEdition(string path) => (this.path, Code) = (path, Path.GetFileNameWithoutExtension(path));

    internal string Code { get; }

    internal IReadOnlyList<string> Faults => faults;

    internal IReadOnlyList<string> Remarks => remarks;

    /// <summary>The whole edition; null where there are faults.</summary>
    internal JsonObject? Merged { get; private set; }

    internal static OwnEdition Read(string path, OrderedDictionary<string, JsonObject> builtIn)
    {
        var own = new OwnEdition(path);
        if (own.Parsed() is not { } written) return own;
        var isNew = !builtIn.TryGetValue(own.Code, out var known);
        var merged = Over(isNew ? own.Beginning(builtIn["en"]) : known!, written);
        if (isNew) own.Require(written, builtIn["en"]);
        own.faults.AddRange(EditionRules.FaultsOf(own.Code, merged, written, builtIn["en"]).Select(fault => $"{path}: {fault}"));
        own.Merged = own.faults.Count == 0 ? merged : null;
        return own;
    }

    private JsonObject? Parsed()
    {
        if (Code is not [>= 'a' and <= 'z', .. { Length: 1 or 2 } rest] || rest.Any(letter => letter is < 'a' or > 'z') || Taken.Contains(Code))
        {
            faults.Add($"{path}: a file of words is named by its language in two or three small letters, such as ha.json{(Taken.Contains(Code) ? $"; /{Code} is an address of the site" : "")}");
            return null;
        }

        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path), documentOptions: Strict) is JsonObject written) return written;
            faults.Add($"{path}: one JSON object is wanted");
        }
        catch (JsonException fault)
        {
            faults.Add($"{path}: it is not JSON ({fault.Message})");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(fault.Message);
        }

        return null;
    }

    // An edition of another language begins with the English texts; all that belongs to a language it says itself.
    private JsonObject Beginning(JsonObject english) => new()
    {
        ["code"] = Code,
        ["plural"] = new JsonObject(),
        ["texts"] = english["texts"]!.DeepClone(),
        ["counts"] = english["counts"]!.DeepClone(),
    };

    private void Require(JsonObject written, JsonObject english)
    {
        var lacking = OfALanguage.Where(member => written[member] is null).ToList();
        if (lacking.Count > 0) faults.Add($"{path}: the program speaks no “{Code}”, so the file has to say {string.Join(", ", lacking)}, as docs/editions.md tells");
        var missing = ((string[])["texts", "counts"]).SelectMany(part => english[part]!.AsObject().Select(text => text.Key).Where(key => (written[part] as JsonObject)?.ContainsKey(key) is not true)).ToList();
        if (missing.Count > 0) remarks.Add($"{path}: {missing.Count} texts are not there and stand in English, such as {string.Join(", ", missing.Take(3))}; griot config --edition en shows them all");
    }

    // What is written stands over what is known, text by text.
    private static JsonObject Over(JsonObject known, JsonObject written)
    {
        var merged = known.DeepClone().AsObject();
        foreach (var (name, value) in written)
            merged[name] = name is "texts" or "counts" or "subjects" && value is JsonObject some && merged[name] is JsonObject all ? Over(all, some) : value?.DeepClone();
        return merged;
    }
}
