using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Griot.Formats.Ninjs;
using Griot.Record;
using Griot.Syndication.Feeds;
using Griot.Syndication.Items;

namespace Griot.Syndication.Changes;

/// <summary>
/// Writes a change: what was sealed, and the piece as it stands now as ninjs 3.1, its tombstone as ninjs with <c>pubStatus</c>
/// canceled. Neither the entry before it nor the number of versions is told: one may be under embargo.
/// </summary>
internal sealed class ChangeWriter(ILedgerReader ledger, Addresses addresses, OutgoingEntries outgoing)
{
    internal static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    internal void Write(Utf8JsonWriter json, Change change)
    {
        var entry = change.Entry.Entry;
        json.WriteStartObject();
        json.WriteNumber("entry", change.Entry.Index);
        json.WriteString("time", entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("kind", entry.Kind == EntryKind.Article ? Word.Of(Signal.New) : Word.Of(entry.Kind));
        if (change.IsArchived) json.WriteBoolean("archive", true);
        if (change.Provider is { } provider) Provider(json, provider);
        if (change.Rendition is { } rendition) Piece(json, entry, rendition);
        else if (entry.Kind == EntryKind.Provider && change.Provider is { } card) Card(json, change.Entry, card);
        json.WriteEndObject();
    }

    private void Provider(Utf8JsonWriter json, ProviderCard provider)
    {
        json.WriteStartObject("provider");
        json.WriteString("id", provider.Id);
        json.WriteString("name", ShownText.Line(provider.Name));
        json.WriteString("slug", provider.Slug);
        json.WriteString("page", addresses.Provider(provider));
        json.WriteEndObject();
    }

    private void Piece(Utf8JsonWriter json, Entry entry, Rendition rendition)
    {
        json.WriteString("uri", Addresses.Urn("item", rendition.State.Item));
        json.WriteString("item", rendition.State.Item);
        if (entry.Version is { } version) json.WriteNumber("version", version);
        json.WriteString("standing", Word.Of(rendition.Tombstone?.Standing ?? rendition.State.Standing));
        if (rendition.Tombstone is null) Rights(json, rendition.Rules);
        // Nobody took back what is lost here: whoever has it may keep it.
        if (rendition.Tombstone?.Standing == Standing.Lost) return;
        json.WritePropertyName("piece");
        json.WriteRawValue(rendition.Tombstone is null
            ? NinjsWriter.Write(outgoing.Entry(rendition), outgoing.House, NinjsVersion.V31)
            : NinjsWriter.Write(outgoing.Tombstone(rendition), outgoing.House, NinjsVersion.V31), skipInputValidation: true);
    }

    private void Card(Utf8JsonWriter json, SealedEntry entry, ProviderCard card)
    {
        json.WriteStartObject("card");
        json.WriteString("kind", Word.Of(card.Kind));
        Texts(json, "capacity", card.CurrentCapacities.Select(Word.Of));
        Text(json, "country", card.Country);
        Texts(json, "languages", card.Languages);
        Text(json, "home", Addresses.Foreign(card.Home));
        Text(json, "contact", card.Contact);
        Text(json, "about", card.About);
        json.WriteString("terms", Word.Of(card.Terms));
        Text(json, "usageTerms", card.UsageTerms);
        Rights(json, card.Rules);
        json.WriteString("state", Word.Of(card.State));
        json.WriteString("feed", addresses.Feed(card.Slug, "atom"));
        json.WriteEndObject();
        if (entry.Entry.Prev is { } former && !LeavesPiecesAlone(former, entry.Index)) json.WriteString("replay", addresses.Changes(0, ChangeQuestion.MostChanges, card.Id));
    }

    private static void Rights(Utf8JsonWriter json, UsageRules? rules)
    {
        if (Answers.Rights(rules) is not { } rights) return;
        json.WritePropertyName("rights");
        json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(rights, SyndicationJson.Written.RightsAnswer));
    }

    // What a card says shows in every piece of its provider: narrower terms, another name. Where one of the two is not there
    // any more, nobody can say that it did not.
    private bool LeavesPiecesAlone(long former, long index) =>
        ledger.Content(former, Part.Record) is { } before && ledger.Content(index, Part.Record) is { } after && Shown(before).AsSpan().SequenceEqual(Shown(after));

    private static byte[] Shown(byte[] card) =>
        (ProviderCard.Parse(card) with { Channels = [], FormerSlugs = [], Home = null, Contact = null, About = null, State = ProviderState.Active }).ToBytes();

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
