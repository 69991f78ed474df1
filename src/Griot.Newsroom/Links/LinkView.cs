using System.Globalization;
using Griot.Formats.Form;
using Griot.Ingest.Channels.Form;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Newsroom.Links;

/// <summary>What may be done through a link, by the words of the form that is sealed.</summary>
internal static class LinkAct
{
    internal const string Deliver = FormAct.Deliver, Correct = FormAct.Correct, Withdraw = FormAct.Withdraw;

    internal static IReadOnlyList<string> All { get; } = [Deliver, Correct, Withdraw];
}

/// <summary>All that the pages of a link show.</summary>
/// <param name="Texts">The words.</param>
/// <param name="Access">What the link opens.</param>
/// <param name="Card">Who speaks.</param>
/// <param name="About">What its provider said last of the piece that it is about, shown to the public or not; null for a new one.</param>
/// <param name="Typed">What was typed; empty for a fresh page.</param>
public sealed record LinkView(LinkTexts Texts, LinkAccess Access, ProviderCard Card, ArticleRecord? About, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>Files that were sent, or that the piece has now.</summary>
    public IReadOnlyList<SentFile> Files { get; init; } = [];

    /// <summary>Those of them that go with what is sent: on a fresh page all.</summary>
    internal IReadOnlyList<SentFile> Chosen => Typed.Count == 0 ? Files : [.. Files.Where(IsChosen)];

    /// <summary>False where something was chosen that is not there any more.</summary>
    internal bool HasAllChosen => Enumerable.Range(0, LinkFiles.Most).Select(number => Typed.GetValueOrDefault(LinkFiles.FieldOf(number))).OfType<string>().All(key => Files.Any(file => file.Key == key));

    internal bool IsChosen(SentFile file) => Typed.Count == 0 || Enumerable.Range(0, LinkFiles.Most).Any(number => Typed.GetValueOrDefault(LinkFiles.FieldOf(number)) == file.Key);

    internal string Act => Typed.GetValueOrDefault("act") ?? LinkAct.Deliver;

    /// <summary>What stands in a field: what was typed, else what the piece says now.</summary>
    internal string Field(string name) => Typed.Count > 0 ? Typed.GetValueOrDefault(name, "") : name switch
    {
        "headline" => About?.Headline ?? "",
        "text" => About?.Body is { } body ? VisibleText.OfSafe(body) : "",
        "by" => About?.By ?? "",
        "language" => About?.Language ?? (Card.Languages.Count > 0 ? Card.Languages[0] : ""),
        // An update that said nothing of it would lift it.
        "embargo" => About?.EmbargoedUntil?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "",
        _ => "",
    };
}
