using System.Collections.Frozen;

namespace Griot.Formats.Values;

/// <summary>
/// Names of the Gregorian months in the languages that feeds are written in: in full, short, and as they are also
/// found. They are facts; most stand in Unicode's CLDR too. Read from this table alone, so that a date reads the same on
/// every machine. No name may mean two months, whatever the language: nothing tells which language a date is in.
/// Short names that are a weekday elsewhere are left out, but for those that <see cref="WrittenDate"/> tells apart.
/// </summary>
internal static class MonthNames
{
    /// <summary>By language: twelve months, the forms of each divided by blanks; <c>_</c> stands for a blank in a name.</summary>
    public static FrozenDictionary<string, string[]> ByLanguage { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["en"] = ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"],
        ["fr"] = ["janvier janv jan", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil juill", "août", "septembre sept", "octobre oct", "novembre nov", "décembre déc"],
        ["pt"] = ["janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"],
        ["es"] = ["enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago", "septiembre setiembre sept", "octubre oct", "noviembre nov", "diciembre dic"],
        ["it"] = ["gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug", "agosto ago", "settembre set", "ottobre ott", "novembre nov", "dicembre dic"],
        ["ca"] = ["gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre", "desembre"],
        ["ro"] = ["ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august", "septembrie", "octombrie", "noiembrie", "decembrie"],
        ["de"] = ["januar jänner jän jan", "februar feber feb", "märz mär mrz maerz", "april apr", "mai", "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez"],
        ["nl"] = ["januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug", "september sep", "oktober okt", "november nov", "december dec"],
        ["af"] = ["januarie jan", "februarie feb", "maart mrt", "april apr", "mei", "junie jun", "julie jul", "augustus aug", "september sep", "oktober okt", "november nov", "desember des"],
        ["sw"] = ["januari jan", "februari feb", "machi mac", "aprili apr", "mei", "juni jun", "julai jul", "agosti ago", "septemba sep", "oktoba okt", "novemba nov", "desemba des"],
        ["ha"] = ["janairu jan", "faburairu fabrairu fab", "maris mar", "afirilu afrilu afi", "mayu may", "yuni yun", "yuli yul", "agusta agu", "satumba sat", "oktoba okt", "nuwamba nuw", "disamba dis"],
        ["so"] = ["jannaayo janaayo", "febraayo febaraayo", "maarso", "abriil abr", "maajo", "juun", "luuliyo luulyo lul", "ogosto agoosto ogs", "sebteembar sebtembar seb", "oktoobar okt", "noofeembar nofembar nof", "diseembar desembar dis"],
        ["wo"] = ["samwiyee", "fewriyee", "mars", "awril", "mee", "suwe", "sulet", "ut", "sàttumbar", "oktoobar", "nowàmbar", "desàmbar"],
        ["bm"] = ["zanwuye", "feburuye", "marisi", "awirili", "mɛ", "zuwɛn", "zuluye", "uti", "sɛtanburu", "ɔkutɔburu", "nowanburu", "desanburu"],
        ["ig"] = ["jenụwarị", "febrụwarị", "maachị", "epreel", "mee", "juun", "julaị", "ọgọọst", "septemba", "ọktoba", "novemba", "disemba"],
        ["mg"] = ["janoary", "febroary", "martsa", "aprily", "mey", "jona", "jolay", "aogositra", "septambra", "oktobra", "novambra", "desambra"],
        ["am"] = ["ጃንዩወሪ ጃንዩ ጃንዋሪ ጃንዩዋሪ ጃንዋሪ", "ፌብሩወሪ ፌብሩ ፌብሩዋሪ ፌብሯሪ", "ማርች", "ኤፕሪል ኤፕሪ", "ሜይ", "ጁን", "ጁላይ", "ኦገስት ኦገስ", "ሴፕቴምበር ሴፕቴ", "ኦክቶበር ኦክቶ", "ኖቬምበር ኖቬም", "ዲሴምበር ዲሴም"],
        ["ar"] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو يونية", "يوليو يولية", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        ["ar-SY"] = ["كانون_الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين_الأول", "تشرين_الثاني", "كانون_الأول"],
        ["ar-DZ"] = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        ["ar-MA"] = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"],
        ["ar-MR"] = ["يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"],
        ["ru"] = ["января янв январь", "февраля февр фев февраль", "марта март мар", "апреля апр апрель", "мая май", "июня июн июнь", "июля июл июль", "августа авг август", "сентября сент сен сентябрь", "октября окт октябрь", "ноября нояб ноя ноябрь", "декабря дек декабрь"],
        ["tr"] = ["ocak oca", "şubat şub", "mart mar", "nisan nis", "mayıs may", "haziran haz", "temmuz tem", "ağustos ağu", "eylül eyl", "ekim eki", "kasım kas", "aralık ara"],
        ["id"] = ["januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul", "agustus agu agt", "september sep", "oktober okt", "november nov", "desember des"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month of a folded name, or 0.</summary>
    public static int Read(ReadOnlySpan<char> folded) => Months.TryGetValue(folded, out var month) ? month : 0;

    /// <summary>The first word of a name of two: those of the Levant in Arabic.</summary>
    public static bool IsFirstOfTwo(ReadOnlySpan<char> folded) => folded is "كانون" or "تشرين";

    private static FrozenDictionary<string, int> Table()
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var names in ByLanguage.Values)
            for (var month = 1; month <= names.Length; month++)
                foreach (var name in names[month - 1].Split(' '))
                    months[DateWords.Fold(name.Replace('_', ' '))] = month;
        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
