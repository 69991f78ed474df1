using System.Text;
using System.Text.Json.Nodes;
using Griot.Formats;
using Griot.Formats.Outgoing;

namespace Griot.Bench;

/// <summary>Invented documents of ninjs 3.1 as an agency sends them: about 10 KB, half of it text, with places, subjects and a picture.</summary>
internal static class WireBook
{
    internal static readonly OutgoingOperator House = new("La maison", "https://griot.example/");

    internal static OutgoingEntry Entry { get; } = new()
    {
        Id = "urn:griot:item:1",
        Title = "Le barrage rouvre",
        Link = "https://griot.example/fr/agence/1",
        Published = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        By = ["Auteur 1"],
        Summary = "Après trois mois.",
        ContentHtml = Body(0),
        Source = new("1", "Agence", "https://griot.example/fr/agence", "press", ["independent"]),
        Seal = new(12, 1, "usable", "new", "full"),
    };

    internal static byte[] Document(int number) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["standard"] = new JsonObject { ["name"] = "ninjs", ["version"] = "3.1" },
        ["uri"] = $"urn:newsml:agence.example:20261105:{number}",
        ["type"] = "text",
        ["version"] = "3",
        ["firstCreated"] = "2026-11-05T08:15:00Z",
        ["versionCreated"] = "2026-11-05T09:15:00Z",
        ["pubStatus"] = "usable",
        ["urgency"] = 4,
        ["language"] = "fr",
        ["copyrightHolder"] = "Agence",
        ["usageTerms"] = "Abonnés seulement.",
        ["by"] = "Auteur 1",
        ["located"] = "Kayes",
        ["headlines"] = new JsonArray(new JsonObject { ["role"] = "main", ["contentType"] = "text/plain", ["value"] = "Le barrage de la vallée rouvre après trois mois" }),
        ["descriptions"] = new JsonArray(new JsonObject { ["role"] = "summary", ["contentType"] = "text/plain", ["value"] = "La direction hydraulique le confirme." }),
        ["bodies"] = new JsonArray(new JsonObject { ["role"] = "main", ["contentType"] = "text/html", ["value"] = Body(number) }),
        ["subjects"] = new JsonArray([.. Enumerable.Range(0, 15).Select(subject => new JsonObject { ["name"] = $"sujet {subject}", ["uri"] = $"http://cv.iptc.org/newscodes/mediatopic/2000{subject:0000}", ["relevance"] = 80 })]),
        ["places"] = new JsonArray([.. Enumerable.Range(0, 5).Select(place => new JsonObject { ["name"] = $"lieu {place}", ["geoJSON"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(-11.43, 14.45) } })]),
        ["infoSources"] = new JsonArray(new JsonObject { ["name"] = "Agence" }),
        ["associations"] = new JsonArray([.. Enumerable.Range(0, 2).Select(picture => new JsonObject
        {
            ["name"] = $"photo {picture}",
            ["uri"] = $"urn:photo:{picture}",
            ["type"] = "picture",
            ["descriptions"] = new JsonArray(new JsonObject { ["role"] = "caption", ["value"] = "Le barrage vu du sud." }),
            ["renditions"] = new JsonArray([.. Enumerable.Range(1, 4).Select(size => new JsonObject { ["name"] = $"r{size}", ["href"] = $"https://agence.example/{picture}/{size}.jpg", ["contentType"] = "image/jpeg", ["width"] = size * 400, ["height"] = size * 300 })]),
        })]),
    }.ToJsonString());

    private static string Body(int number) => ItemReader.Read(FeedDocument.Open(FeedBook.Feed(number, 0), new DocumentHints()).Cuts[0].Bytes, FeedDocument.Open(FeedBook.Feed(number, 0), new DocumentHints()).Cuts[0].Context).Item!.BodyHtml!;
}
