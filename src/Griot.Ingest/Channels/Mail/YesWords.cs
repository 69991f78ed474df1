using System.Collections.Frozen;

namespace Griot.Ingest.Channels.Mail;

/// <summary>How a person answers that a mail is its own. An empty answer, and a machine's, confirm nothing.</summary>
internal static class YesWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "oui", "yes", "ok", "okay", "sim", "ndiyo", "ndio", "نعم", "je confirme", "confirmé", "confirme", "i confirm", "confirm", "confirmed", "confirmo", "confirmado",
        "nathibitisha", "imethibitishwa", "أؤكد", "تأكيد", "oui, merci", "yes, thanks");

    internal static bool Are(string line) => Words.Contains(line.Trim().Trim('*', '_', '"').TrimEnd('.', '!', ',', '،', ' '));
}
