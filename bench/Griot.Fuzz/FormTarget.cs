using System.Globalization;
using System.Text;
using Griot.Formats;
using Griot.Formats.Form;
using Griot.Newsroom.Links;
using Microsoft.AspNetCore.Http;

namespace Griot.Fuzz;

/// <summary>
/// The page by which a provider delivers by hand: the body as a browser posts it, the delivery that is made of it, and its reading.
/// Every other input is what a browser would have made of its pieces: then every field and every file has to come out, byte for byte.
/// </summary>
internal static class FormTarget
{
    private const int Parts = 12;
    private const int LargestForm = 2 * 1024 * 1024;

    // What an odd byte becomes in a form that is written anew: %EF%BF%BD.
    private const int LargestLetter = 9;
    private const string Safe = "griot-fuzz-2b7e151628aed2a6abf7158809cf4f3c";
    private static readonly string[] Names = ["headline", "text", "by", "language", "embargo", "act", "reason", "kept.0", "é"];
    private static readonly ItemContext Context = new() { Format = FormWithFiles.FormatName, Encoding = "utf-8", FeedId = "urn:griot:form:1", Language = "fr", FeedAuthors = ["A"] };

    internal static Func<string?> Post(byte[] input, Meter meter)
    {
        if (input.Length % 2 == 0) return Read(input, input.Length % 8 == 0 ? "application/x-www-form-urlencoded" : $"multipart/form-data; boundary={FormSeeds.Boundary}", meter, [], []);
        var (fields, files, body) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<byte[]>(), new MemoryStream());
        foreach (var (number, piece) in Pieces.Of(input, Parts).Index())
        {
            var isFile = piece.Length % 3 != 0;
            var name = isFile ? "files" : Names[piece.Length % Names.Length];
            body.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"--{Safe}\r\nContent-Disposition: form-data; name=\"{name}\"{(isFile ? $"; filename=\"{number}.pdf\"" : "")}\r\n\r\n")));
            body.Write(piece);
            body.Write("\r\n"u8);
            if (isFile) files.Add(piece);
            else fields.TryAdd(name, Encoding.UTF8.GetString(piece));
        }

        body.Write(Encoding.UTF8.GetBytes($"--{Safe}--\r\n"));
        return Read(body.ToArray(), $"multipart/form-data; boundary={Safe}", meter, fields, files);
    }

    private static Func<string?> Read(byte[] body, string type, Meter meter, Dictionary<string, string> fields, List<byte[]> files)
    {
        var posted = meter.Measure(() => Body(body, type));
        if (posted is null) return () => fields.Count + files.Count > 0 && body.Length * LargestLetter <= LargestForm ? "a whole form is none" : Body(body, type) is null ? null : "a form the second time";
        var delivery = meter.Measure(() => FormWithFiles.Compose(posted.Form, posted.Files));
        var reading = meter.Measure(() => ItemReader.Read(delivery, Context));
        return () => FaultOf(posted, fields, files) ?? FeedTargets.FaultOf(reading, ItemReader.Read(delivery, Context), "form") ?? FaultOf(posted, reading);
    }

    private static string? FaultOf(PostedBody posted, Dictionary<string, string> fields, List<byte[]> files)
    {
        if (posted.Files.Count > 80 || posted.Form.Length > LargestForm) return "more than is taken";
        if (files.Count > 0 && !posted.Files.Select(file => file.Bytes.ToArray()).SequenceEqual(files, ByteOrder.Instance)) return "the files are not those that were sent";
        var read = FormFields.Read(posted.Form.Span);
        return fields.All(field => read?.GetValueOrDefault(field.Key) == field.Value) ? null : "the fields are not those that were sent";
    }

    // A withdrawal is a sentence: files beside it are sealed with it and belong to no piece.
    private static string? FaultOf(PostedBody posted, ItemReading reading) =>
        reading.Item is { Signal: not "withdrawal" } item && posted.Files.Any(file => !item.Files.Any(carried => carried.Bytes.Span.SequenceEqual(file.Bytes.Span))) ? "a file is lost" : null;

    // From memory it is read without waiting.
    private static PostedBody? Body(byte[] body, string type) =>
        PostedBody.ReadAsync(new DefaultHttpContext { Request = { Body = new MemoryStream(body), ContentType = type } }).GetAwaiter().GetResult();
}
