using System.Text;
using CsCheck;

namespace Griot.Formats.Tests.Mail;

/// <summary>
/// Words of embargo at the head of mails and texts: what says so is never published at once, and news of embargoes is.
/// </summary>
public sealed class EmbargoTests
{
    private const string December3 = "2026-12-03T18:00:00Z";

    /// <summary>First lines that name a sure moment.</summary>
    public static TheoryData<string, string, string> Sure => new()
    {
        { "fr", "SOUS EMBARGO jusqu'au 3 décembre 2026 à 18h00", December3 },
        { "fr", "sous embargo jusqu’au jeudi 3 décembre 2026 à 18 h", December3 },
        { "fr", "EMBARGO : 3 décembre 2026, 18h00 GMT", December3 },
        { "fr", "/// EMBARGO JUSQU'AU 3 DÉCEMBRE 2026 À 18H00 TU ///", December3 },
        { "fr", "[Embargo 03/12/2026 18h00]", December3 },
        { "fr", "Communiqué de presse sous embargo jusqu'au 3 décembre 2026 à 18h00.", December3 },
        { "fr", "Ce communiqué est sous embargo jusqu'au 3 décembre 2026, 18h00 (GMT).", December3 },
        { "fr", "COMMUNIQUÉ DE PRESSE - SOUS EMBARGO JUSQU'AU 3 DÉCEMBRE 2026 À 18 HEURES", December3 },
        { "fr", "À ne pas publier avant le 3 décembre 2026 à 18h00", December3 },
        { "fr", "Ne pas diffuser avant le jeudi 3 décembre 2026, 19h00 +01:00", December3 },
        { "fr", "Levée de l'embargo : 3 décembre 2026 à 18h00", December3 },
        { "fr", "** EMBARGO STRICT jusqu'au 3 décembre 2026 18h00 temps universel **", December3 },
        { "fr", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 – Discours du ministre", December3 },
        { "fr", "SOUS EMBARGO jusqu'au 3 décembre 2026 à midi", "2026-12-03T12:00:00Z" },
        { "en", "EMBARGOED UNTIL 3 December 2026, 18:00 GMT", December3 },
        { "en", "Embargoed until 6pm GMT on Thursday 3 December 2026", December3 },
        { "en", "EMBARGOED UNTIL: December 3, 2026, 6:00 p.m. UTC", December3 },
        { "en", "Under embargo until Thursday, 3 December 2026 at 1800 GMT", December3 },
        { "en", "STRICTLY EMBARGOED UNTIL 21:00 EAT, 3 DECEMBER 2026", December3 },
        { "en", "Embargo: 2026-12-03 18:00 UTC", December3 },
        { "en", "[EMBARGOED UNTIL 2026-12-03T18:00Z]", December3 },
        { "en", "Not for publication before 18.00 GMT, 3 December 2026", December3 },
        { "en", "HOLD FOR RELEASE UNTIL 3 Dec 2026 18:00 UTC", December3 },
        { "en", "Press release: embargoed for release until 3 December 2026, 20:00 CAT", December3 },
        { "en", "This press release is embargoed until 18:00 GMT on 3 December 2026.", December3 },
        { "ar", "محظور النشر حتى 3 ديسمبر 2026 الساعة 18:00", December3 },
        { "ar", "حظر النشر حتى الخميس ٣ ديسمبر ٢٠٢٦، الساعة ١٨:٠٠ بتوقيت غرينتش", December3 },
        { "ar", "بيان صحفي - محظور النشر حتى 3 كانون الأول 2026 18:00", December3 },
        { "ar", "لا يُنشر قبل 3 ديسمبر 2026 الساعة 6:00 مساءً", December3 },
        { "ar", "[ إمبارغو حتى 3 ديسمبر 2026 18:00 GMT ]", December3 },
        { "pt", "EMBARGADO ATÉ 3 de dezembro de 2026, 18h00", December3 },
        { "pt", "Sob embargo até às 18h00 do dia 3 de dezembro de 2026", December3 },
        { "pt", "(EMBARGO: 3/12/2026 18h00 UTC)", December3 },
        { "pt", "Não publicar antes de 3 de dezembro de 2026 às 18 horas", December3 },
        { "pt", "Comunicado de imprensa — sob embargo até quinta-feira, 3 de dezembro de 2026, 18:00", December3 },
        { "sw", "EMBARGO HADI 3 Desemba 2026, 21:00 EAT", December3 },
        { "sw", "Chini ya embargo hadi tarehe 3 Desemba 2026 saa 18:00 GMT", December3 },
        { "sw", "Isichapishwe kabla ya 3 Desemba 2026, 18:00 UTC", December3 },
        { "sw", "Taarifa kwa vyombo vya habari: chini ya embargo mpaka 3 Desemba 2026 18:00 UTC", December3 },
    };

    /// <summary>First lines that speak of an embargo of the text, and not surely until when.</summary>
    public static TheoryData<string, string> Unclear => new()
    {
        { "fr", "SOUS EMBARGO" },
        { "fr", "[EMBARGO] Le budget 2027" },
        { "fr", "EMBARGO : discours du ministre des Finances" },
        { "fr", "Sous embargo jusqu'à mardi 18h" },
        { "fr", "EMBARGO jusqu'au 3 décembre 18h00" },
        { "fr", "Sous embargo jusqu'au 3 décembre 2026" },
        { "fr", "Sous embargo jusqu'au mardi 3 décembre 2026 à 18h00" },
        { "fr", "Sous embargo jusqu'au 3 décembre 2026 à 18h00, heure de New York" },
        { "fr", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 (heure de Paris)" },
        { "fr", "Sous embargo jusqu'au 3 décembre 2026 de 18h00 - 20h00" },
        { "fr", "Sous embargo jusqu'à minuit le 3 décembre 2026" },
        { "fr", "Sous embargo jusqu'à la fin de la conférence de presse" },
        { "fr", "EMBARGO 18h" },
        { "en", "EMBARGOED" },
        { "en", "EMBARGOED UNTIL DELIVERY" },
        { "en", "Embargoed until 6pm Tuesday" },
        { "en", "EMBARGOED UNTIL 03/12/2026 18:00" },
        { "en", "Under embargo until 3 December 2026 6pm ET" },
        { "en", "Embargoed until noon tomorrow" },
        { "en", "Embargo until further notice" },
        { "en", "STRICTLY EMBARGOED – Budget speech" },
        { "ar", "محظور النشر" },
        { "ar", "محظور النشر حتى إشعار آخر" },
        { "ar", "حظر النشر حتى مساء الخميس" },
        { "pt", "EMBARGADO" },
        { "pt", "Sob embargo até amanhã às 18h" },
        { "pt", "Embargado até 3 de dezembro" },
        { "sw", "CHINI YA EMBARGO" },
        { "sw", "Embargo hadi tarehe 3 Desemba 2026 saa 12:00" },
        { "sw", "Isichapishwe kabla ya kesho saa 12 jioni" },
    };

    /// <summary>News in which an embargo is the matter, or has ended.</summary>
    public static TheoryData<string, string> News => new()
    {
        { "fr", "L'ONU prolonge l'embargo sur les armes visant le Mali" },
        { "fr", "Levée de l'embargo : soulagement à Niamey" },
        { "fr", "Embargo levé : les camions passent" },
        { "fr", "Embargo sur les armes : Kinshasa proteste" },
        { "fr", "Sous embargo depuis dix ans, l'île tient" },
        { "fr", "Sous embargo, l'Iran vend son pétrole" },
        { "fr", "L'embargo américain contre Cuba a soixante ans" },
        { "fr", "Sous embargo jusqu'au 3 décembre 2027, le pays ne peut importer d'armes." },
        { "fr", "Le Conseil maintient l'embargo jusqu'en mars 2027" },
        { "fr", "La fin de l'embargo ne change rien au prix du riz" },
        { "fr", "Texte sans embargo" },
        { "fr", "Des produits sous embargo saisis à Dakar" },
        { "fr", "Pays sous embargo : la liste s'allonge" },
        { "en", "UN arms embargo on Mali extended" },
        { "en", "Embargo lifted on Liberian timber" },
        { "en", "EMBARGO LIFTED" },
        { "en", "No embargo on rice, says minister" },
        { "en", "Embargoed goods seized in Lagos port" },
        { "en", "Under embargo for ten years, the island copes" },
        { "en", "Ministers debate the oil embargo until midnight" },
        { "en", "The arms embargo expires on 31 March 2027" },
        { "en", "Trade embargo: what it means for farmers" },
        { "en", "For immediate release" },
        { "ar", "تمديد حظر الأسلحة على مالي" },
        { "ar", "النائب العام يقرر حظر النشر في قضية الميناء" },
        { "ar", "حظر النشر في قضية الميناء" },
        { "ar", "رفع الحظر عن تصدير الأرز" },
        { "pt", "ONU prolonga embargo de armas ao Mali" },
        { "pt", "Obra embargada em Luanda" },
        { "pt", "Levantamento do embargo alivia Bissau" },
        { "pt", "Fim do embargo anima os pescadores" },
        { "sw", "Umoja wa Mataifa waongeza embargo ya silaha dhidi ya Mali" },
        { "sw", "Embargo ya silaha yaondolewa" },
        { "sw", "Mwisho wa embargo wapokelewa kwa furaha" },
    };

    [Theory]
    [MemberData(nameof(Sure))]
    public void A_sure_moment_in_the_first_line_or_the_subject_is_the_embargo_s_and_the_words_stay(string language, string line, string until)
    {
        foreach (var item in (FeedItem?[])[Mail("Le budget 2027", line + "\n\nLe texte.", language).Item, Mail(line, "Le texte.", language).Item, Text("Le budget 2027\n\n" + line + "\n\nLe texte.", language).Item])
        {
            Assert.NotNull(item);
            Assert.Equal(("embargoed", until), (item.Status, item.EmbargoedUntil?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Contains(line.Split(' ')[^1].Trim('.', '*', '/', ']', ')'), item.Headline + System.Net.WebUtility.HtmlDecode(item.BodyHtml), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public void Words_of_embargo_without_a_sure_moment_hold_the_piece(string language, string line)
    {
        foreach (var reading in (ItemReading[])[Mail("Le budget 2027", line + "\n\nLe texte.", language), Mail(line, "Le texte.", language), Text(line + "\n\nLe texte.\n\nSuite.", language)])
        {
            Assert.Null(reading.Item);
            Assert.Equal(IncidentCodes.EmbargoUnclear, Assert.Single(reading.Incidents).Code);
        }
    }

    [Theory]
    [MemberData(nameof(News))]
    public void News_of_an_embargo_is_not_held(string language, string line)
    {
        foreach (var item in (FeedItem?[])[Mail(line, "Le texte.", language).Item, Mail("Le jour", line + "\n\nLe texte.", language).Item, Text(line + "\n\nLe texte.\n\nSuite.", language).Item])
            Assert.Equal(("usable", null), (item?.Status, item?.EmbargoedUntil));
    }

    [Theory]
    [InlineData("ML", "18h00", "2026-12-03T18:00:00Z")]
    [InlineData("CD", "18h00", "2026-12-03T18:00:00Z")]
    [InlineData("BJ", "18h00", "2026-12-03T17:00:00Z")]
    [InlineData("DJ", "18h00", "2026-12-03T15:00:00Z")]
    [InlineData("CV", "18h00", "2026-12-03T19:00:00Z")]
    [InlineData("DJ", "18h00 GMT", "2026-12-03T18:00:00Z")]
    [InlineData("DJ", "18h00 heure locale", "2026-12-03T15:00:00Z")]
    [InlineData("HT", "18h00", null)]
    [InlineData("HT", "18h00 UTC", "2026-12-03T18:00:00Z")]
    [InlineData(null, "18h00 heure locale", null)]
    public void A_moment_without_a_zone_is_by_the_provider_s_country_and_never_too_early(string? country, string time, string? until)
    {
        var item = Mail("Budget", $"SOUS EMBARGO jusqu'au 3 décembre 2026 à {time}\n\nLe texte.", "fr", country).Item;

        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), item?.EmbargoedUntil);
        Assert.Equal(until is null, item is null);
    }

    [Theory]
    [InlineData("X-Embargo: 2026-12-03 18:00 UTC", "2026-12-03")]
    [InlineData("Embargoed-Until: Thu, 03 Dec 2026 18:00:00 +0000", "2026-12-03")]
    [InlineData("Embargo: none", null)]
    [InlineData("Embargo: Thursday", "held")]
    [InlineData("X-Embargo: yes", "held")]
    [InlineData("X-Embargo: 2026-12-03 18:00 UTC\nEmbargo: 2026-12-02 18:00 UTC", "held")]
    public void A_header_says_so_as_well(string header, string? outcome)
    {
        var reading = Mails.Read(Mails.Plain.Replace("To: news", header + "\nTo: news", StringComparison.Ordinal), Mails.Context());

        Assert.Equal(outcome, reading.Item is null ? "held" : reading.Item.EmbargoedUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[EMBARGO] Budget", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 GMT", "2026-12-03")]
    [InlineData("EMBARGO 4 décembre 2026 18h00 GMT", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 GMT", "held")]
    [InlineData("[EMBARGO jeudi soir] Budget", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 GMT", "held")]
    [InlineData("[EMBARGO LEVÉ] Budget", "Sous embargo jusqu'au 3 décembre 2026 à 18h00 GMT", null)]
    [InlineData("[SANS EMBARGO] Embargo : ce qui change", "Le texte.", null)]
    [InlineData("[NO EMBARGO] Embargo : ce qui change", "Le texte.", null)]
    [InlineData("[SEM EMBARGO] Embargo : ce qui change", "Le texte.", null)]
    [InlineData("[BILA EMBARGO] Embargo : ce qui change", "Le texte.", null)]
    [InlineData("Embargo : ce qui change", "Le texte.", "held")]
    [InlineData("Embargo levé sur le Mali", "SOUS EMBARGO JUSQU'AU 3 DÉCEMBRE 2026 À 18H00 GMT", "2026-12-03")]
    [InlineData("Budget", "Un.\n\nDeux.\n\nTrois.\n\nQuatre.\n\nCinq.\n\nSix.\n\nSous embargo jusqu'au 3 décembre 2026 à 18h00", null)]
    public void Subject_and_text_are_taken_together(string subject, string text, string? outcome)
    {
        var item = Mail(subject, text, "fr").Item;

        Assert.Equal(outcome, item is null ? "held" : item.EmbargoedUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_words_are_found_in_markup_too_and_an_embargo_in_a_field_rules()
    {
        var html = Mails.Plain.Replace("text/plain", "text/html", StringComparison.Ordinal).Replace("Le pont est rouvert.\n\n", "<div><b>SOUS EM</b><b>BARGO</b> jusqu&rsquo;au <i>3&nbsp;d&eacute;cembre 2026</i> &agrave; 18h00</div><p>Le pont.</p>\n", StringComparison.Ordinal);
        Assert.Equal(December3, WireTime(Mails.Item(html, Mails.Context(language: "fr"))));
        Assert.Equal(December3, WireTime(Read("markdown", "# Budget\n\n**EMBARGOED UNTIL 3 December 2026, 18:00 GMT**\n\nText.", "en").Item!));
        Assert.Equal("2026-12-01T06:00:00Z", WireTime(Read("markdown", "---\ntitle: Budget\nembargo: 2026-12-01T06:00:00Z\n---\nEMBARGOED\n\nText.", "en").Item!));
        Assert.Equal(December3, WireTime(Read("form", "act=deliver&headline=Budget&text=SOUS+EMBARGO+jusqu%27au+3+d%C3%A9cembre+2026+%C3%A0+18h00%0A%0ATexte.", "fr", "form:1").Item!));
        Assert.Equal("2026-12-01T06:00:00Z", WireTime(Read("form", "act=deliver&headline=Budget&text=SOUS+EMBARGO%0A%0ATexte.&embargo=2026-12-01T06:00", "fr", "form:1").Item!));
        Assert.Null(Read("form", "act=deliver&headline=Budget&text=SOUS+EMBARGO%0A%0ATexte.", "fr", "form:1").Item);
    }

    [Fact]
    public void A_withdrawal_is_never_held_for_such_words()
    {
        var reading = Mails.Read(Mails.Plain.Replace("Le pont est rouvert.", "EMBARGO", StringComparison.Ordinal), Mails.Context(signal: "withdrawal", id: "mid:x"));

        Assert.Equal("withdrawal", reading.Item?.Signal);
    }

    [Fact]
    public void X19_whatever_stands_behind_the_words_is_read_in_bounded_time()
    {
        string[] words = ["sous embargo jusqu'au ", "embargo ", "3 décembre 2026 ", "18h00 ", ", ", " - ", "(", "]", "GMT ", "until ", "é\u0301", "\u202E", "1800 ", ": ", "mars ", "a "];
        Gen.Int[0, words.Length - 1].Array[0, 400].Sample(
            parts =>
            {
                var text = string.Concat(parts.Select(part => words[part]));
                var reading = Text(text + "\n\nTexte.\n\nSuite.", "fr");
                return reading.Item is not null || reading.Incidents.Count > 0;
            },
            iter: 300);
    }

    private static string? WireTime(FeedItem item) => item.EmbargoedUntil?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static ItemReading Mail(string subject, string text, string language, string? country = null) => Mails.Read(
        Mails.Plain.Split("Le pont est rouvert.")[0].Replace("Le pont de Kayes est rouvert", "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(subject)) + "?=", StringComparison.Ordinal) + text,
        Mails.Context(language: language) with { Country = country });

    private static ItemReading Text(string text, string language) => Read("text", text, language);

    private static ItemReading Read(string format, string text, string language, string? id = null) =>
        ItemReader.Read(Encoding.UTF8.GetBytes(text), new ItemContext { Format = format, Encoding = "utf-8", Language = language, FeedId = id });
}
