using System.Globalization;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Ninjs;

/// <summary>
/// What belongs to a piece, and what it is to other pieces. Of 3.1 an association says by <c>rel</c> what it is; 2.2 and
/// 1.6 have no such member, so there its name does. Names are told apart by a number behind them.
/// </summary>
internal static class NinjsAssociations
{
    /// <summary>An association of this kind leads to the version that a correction corrects.</summary>
    internal const string Corrects = "corrects";

    internal static void Write(NinjsPen pen, OutgoingEntry entry)
    {
        var all = new List<NinjsAssociation>();
        foreach (var media in entry.Media)
            if (NinjsUri.Of(media.Url) is { } address) all.Add(new(Name(Kind(media), all), null, address, media));
        foreach (var relation in entry.Relations)
            if ((NinjsUri.Of(relation.Uri) ?? NinjsUri.Of(relation.Link)) is { } other) all.Add(new(Name(relation.Rel, all), relation.Rel, other, null));
        if (entry.Sealed.Signal == "correction" && NinjsUri.Of(entry.Corrects ?? entry.Id) is { } corrected) all.Add(new(Name(Corrects, all), Corrects, corrected, null));
        pen.Associations(all, association => Write(pen, association));
    }

    private static void Write(NinjsPen pen, NinjsAssociation association)
    {
        pen.Text("uri", association.Uri);
        if (association.Media is not { } media) return;
        pen.Text("type", Kind(media));
        pen.Texts("headlines", new NinjsText("main", "text/plain", media.Title));
        pen.Texts("descriptions",
            new NinjsText("caption", "text/plain", media.Caption), new NinjsText("creditline", "text/plain", media.Credit), new NinjsText("alternativeText", "text/plain", media.AlternativeText));
        pen.Renditions([new("main", association.Uri, media.Type, media.Length)]);
    }

    private static string Kind(OutgoingMedia media) => media.Type?.Split('/')[0].ToLowerInvariant() switch
    {
        "image" => "picture",
        "audio" => "audio",
        "video" => "video",
        _ => "component",
    };

    private static string Name(string rel, List<NinjsAssociation> before)
    {
        var word = string.Concat(rel.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } letters ? letters : "relation";
        var name = word;
        for (var number = 2; before.Exists(one => one.Name == name); number++) name = string.Create(CultureInfo.InvariantCulture, $"{word}_{number}");
        return name;
    }
}

/// <summary>An association as it is written; without <paramref name="Media"/> it is another piece.</summary>
internal sealed record NinjsAssociation(string Name, string? Rel, string Uri, OutgoingMedia? Media);
