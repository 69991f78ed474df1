using System.Globalization;
using Griot.Formats.Modules;

namespace Griot.Formats.Values;

/// <summary>
/// An item while it is being read, with what was found wrong in it. What breaks a cap refuses the whole item: nothing
/// is shortened.
/// </summary>
internal sealed class ItemDraft(ItemContext context)
{
    private readonly List<Incident> incidents = [];
    private readonly List<Media> media = [];
    private readonly List<CarriedFile> files = [];
    private readonly List<Category> categories = [];
    private readonly List<Antecedent> antecedents = [];
    private Incident? refusal;
    private int unsafeAddresses;

    public ItemContext Context => context;

    public string? Id { get; set; }

    /// <summary>False where something else stands in the place of an id.</summary>
    public bool HasOwnId { get; set; } = true;

    public string? Link { get; set; }

    public string? Headline { get; set; }

    public List<string> Byline { get; } = [];

    public string? PublishedText { get; set; }

    public string? UpdatedText { get; set; }

    public string? ExpiresText { get; set; }

    public string? EmbargoText { get; set; }

    /// <summary>
    /// The provider speaks of an embargo, whether its end can be read or not. One without an end holds until the provider
    /// says otherwise (NewsML-G2 and ninjs know it as an empty embargo): a bad date must never publish a piece early.
    /// </summary>
    public bool IsEmbargoed { get; set; }

    /// <summary>It says that there is no embargo.</summary>
    public bool LiftsEmbargo { get; set; }

    /// <summary>What the provider says that this version is, where it says so: <c>update</c> or <c>correction</c>.</summary>
    public string? SignalText { get; set; }

    public string? SummaryHtml { get; set; }

    public string? BodyHtml { get; set; }

    public string? Language { get; set; }

    public string? Rights { get; set; }

    public Licences Licences { get; } = new();

    public UsageStatements Usage { get; } = new();

    /// <summary>Those of the feed that the item was taken over from, where it names none.</summary>
    public Licences? SourceLicences { get; set; }

    public Places Places { get; } = new();

    public ItemSource? Source { get; set; }

    public bool IsWithdrawal { get; set; }

    /// <summary>The provider holds the piece back.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>The terms in the provider's words, where the format has a place for them besides licences.</summary>
    public string? UsageTerms { get; set; }

    /// <summary>The base of the item's own addresses.</summary>
    public string? Base { get; set; } = context.Base;

    /// <summary>The base of addresses in the body, where it differs.</summary>
    public string? BodyBase { get; set; }

    public void Report(string code, string message) => incidents.Add(new(code, message));

    public void Refuse(string code, string message) => refusal ??= new(code, message);

    public void AddAuthor(string? name)
    {
        if (Filled(name) is not { } author) return;
        if (Byline.Count == Limits.Authors) Refuse(IncidentCodes.TooLarge, "The item has more than 100 authors.");
        else Byline.Add(author);
    }

    public void AddCategory(string? term, string? scheme = null, string? label = null, string? creator = null)
    {
        if ((Filled(term) ?? Filled(label)) is not { } named) return;
        if (categories.Count == Limits.Categories) Refuse(IncidentCodes.TooLarge, "The item has more than 1,000 categories.");
        else categories.Add(new(named, scheme, label, creator));
    }

    /// <summary>Takes a picture or file; one that is known by its address already is completed.</summary>
    public void AddMedia(Media found, string? @base)
    {
        if (Resolve(found.Url, @base) is not { } url) return;
        var known = media.FindIndex(one => one.Url == url);
        if (known >= 0) media[known] = Completed(media[known], found);
        else if (media.Count == Limits.Media) Refuse(IncidentCodes.TooLarge, "The item has more than 1,000 pictures and files.");
        else media.Add(found with { Url = url });
    }

    /// <summary>Takes a file that came with the item itself, and whose address is no web address but a name of its bytes.</summary>
    public void AddFile(Media found, ReadOnlyMemory<byte> bytes)
    {
        if (media.Exists(one => one.Url == found.Url)) return;
        if (files.Count == Limits.Files)
        {
            Refuse(IncidentCodes.TooLarge, "The item brings more than 100 files.");
            return;
        }

        media.Add(found);
        files.Add(new(found.Url, bytes));
    }

    /// <summary>Takes a piece that this one answers.</summary>
    public void AddAntecedent(string? id, string? link)
    {
        var answered = new Antecedent(id, link);
        if (answered is { Id: null, Link: null } || antecedents.Contains(answered)) return;
        if (antecedents.Count == Limits.Antecedents) Refuse(IncidentCodes.TooLarge, "The item answers more than 100 others.");
        else antecedents.Add(answered);
    }

    /// <summary>The absolute address; null, with an incident, for what is no web address.</summary>
    public string? Resolve(string? text, string? @base)
    {
        if (Filled(text) is not { } address) return null;
        var resolved = Address.Resolve(address, @base);
        if (resolved is null && ++unsafeAddresses <= Limits.UnsafeAddressesNamed) Report(IncidentCodes.UnsafeAddress, $"An address that is not http or https was left out: {Incident.Quote(address)}.");
        return resolved;
    }

    /// <summary>The item, unless it is refused, here or by the reader of its bytes.</summary>
    public ItemReading Finish(Incident? refusedByReader = null, Incident? repaired = null)
    {
        if (repaired is not null) incidents.Add(repaired);
        if (Licences.IsExceeded) Refuse(IncidentCodes.TooLarge, "The licences of the item are longer than 65,536 characters.");
        if (Places.IsExceeded) Refuse(IncidentCodes.TooLarge, "The item has more than 1,000 places.");
        if (Headline is { Length: > Limits.Headline }) Refuse(IncidentCodes.TooLarge, "The headline is longer than 4,000 characters.");
        if ((refusedByReader ?? refusal) is { } fatal) return new(null, [fatal]);
        if (Filled(Id) is not { } id) return ItemReading.Refused(IncidentCodes.NoIdentity, "The item has no id and nothing in place of one.");
        var item = new FeedItem
        {
            Id = id,
            HasOwnId = HasOwnId,
            Link = Link,
            Headline = Headline,
            Byline = [.. Byline],
            Published = Date(PublishedText, "publication"),
            Updated = Date(UpdatedText, "change"),
            PublishedText = PublishedText,
            UpdatedText = UpdatedText,
            SummaryHtml = SummaryHtml,
            BodyHtml = BodyHtml,
            Language = LanguageTag.Normalise(Language) ?? context.Language,
            Categories = categories,
            Media = media,
            Files = files,
            Rights = Filled(Rights) ?? context.FeedRights,
            UsageTerms = Filled(UsageTerms) ?? Named(Licences) ?? Named(SourceLicences) ?? context.FeedUsageTerms,
            Rules = Usage.All,
            Places = Places.All(),
            InReplyTo = antecedents,
            Source = Source,
            Status = IsWithdrawal ? "canceled" : IsWithheld ? "withheld" : IsEmbargoed ? "embargoed" : "usable",
            Signal = IsWithdrawal ? "withdrawal" : SignalText is "correction" or "update" ? SignalText : "new",
            Base = BodyBase ?? Base,
            EmbargoedUntil = Date(EmbargoText, "embargo"),
            LiftsEmbargo = LiftsEmbargo,
            Expires = Date(ExpiresText, "expiry"),
        };
        if (unsafeAddresses > Limits.UnsafeAddressesNamed)
            Report(IncidentCodes.UnsafeAddress, string.Create(CultureInfo.InvariantCulture, $"More addresses that are not http or https were left out: {unsafeAddresses - Limits.UnsafeAddressesNamed:N0}."));
        return new(item, incidents);
    }

    /// <summary>The text without white space around it; null where nothing is left.</summary>
    public static string? Filled(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }

    /// <summary>A count of bytes, or null.</summary>
    public static long? Bytes(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private string? Named(Licences? licences) => licences?.Text((address, inner) => Resolve(address, Address.Inner(inner, Base)));

    private DateTimeOffset? Date(string? text, string which)
    {
        if (text is null) return null;
        var date = WireDate.Read(text, LanguageTag.Normalise(Language) ?? context.Language);
        if (date is null) Report(IncidentCodes.BadDate, $"The date of {which} is none that can be read: {Incident.Quote(text)}.");
        return date;
    }

    private static Media Completed(Media known, Media found) => known with
    {
        Type = known.Type ?? found.Type,
        Length = known.Length ?? found.Length,
        Title = known.Title ?? found.Title,
        Credit = known.Credit ?? found.Credit,
        Description = known.Description ?? found.Description,
        AlternativeText = known.AlternativeText ?? found.AlternativeText,
    };
}
