using System.Text;
using Griot.Formats;

namespace Griot.Fuzz;

/// <summary>
/// Words of embargo in texts and mails. Whatever stands behind a plain line that says until when: the piece is held until then, or
/// not taken in. Published at once it never is.
/// </summary>
internal static class EmbargoTarget
{
    private static readonly string?[] Languages = [null, "fr", "en", "pt", "sw", "ar", "en-US"];
    private static readonly string?[] Countries = [null, "ML", "KE", "US", "MZ", "XX"];
    private static readonly DateTimeOffset Moment = new(2026, 12, 3, 18, 0, 0, TimeSpan.Zero);
    private static readonly string[] Plain = ["SOUS EMBARGO jusqu'au 3 decembre 2026 18:00 GMT", "EMBARGOED UNTIL 3 December 2026, 18:00 GMT", "Press release - not for publication before 3 December 2026 18:00 UTC", "[Embargo 2026-12-03 18:00 UTC]"];

    internal static Func<string?> Read(byte[] input, Meter meter)
    {
        var text = Encoding.UTF8.GetString(input);
        var (plain, line) = (Plain[input.Length % Plain.Length], text.ReplaceLineEndings(" "));
        var context = new ItemContext { Format = "text", Encoding = "utf-8", FeedId = "door", Language = Languages[input.Length % Languages.Length], Country = Countries[input.Length / 3 % Countries.Length] };
        (string What, ItemContext Context, string Text, bool IsHeld)[] all =
        [
            ("text", context, text, false),
            ("text behind a plain line", context, $"{plain}\n\n{text}", true),
            ("text of a mail", context with { Format = "mail" }, $"From: a@b.example\nSubject: {plain}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}", true),
            ("headers of a mail", context with { Format = "mail" }, $"From: a@b.example\nX-Embargo: {line}\nSubject: {line}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>{text}", false),
        ];
        meter.Readings = all.Length;
        var readings = all.Select(one => meter.Measure(() => ItemReader.Read(Encoding.UTF8.GetBytes(one.Text), one.Context))).ToList();
        return () => all.Select((one, index) => FeedTargets.FaultOf(readings[index], ItemReader.Read(Encoding.UTF8.GetBytes(one.Text), one.Context), one.What)
            ?? (one.IsHeld && readings[index].Item is { } item && (item.Status != "embargoed" || item.EmbargoedUntil < Moment) ? $"{one.What} is published before its time" : null)).FirstOrDefault(fault => fault is not null);
    }
}
