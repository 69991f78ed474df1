using Griot.Formats.Modules;

namespace Griot.Formats.Values;

/// <summary>What a feed says about itself, while it is being read.</summary>
internal sealed class FeedDraft
{
    public string? Title { get; set; }

    /// <summary>The title by a module, where the feed's own is missing.</summary>
    public string? OtherTitle { get; set; }

    public string? Link { get; set; }

    /// <summary>The link by a module, where the feed's own is missing.</summary>
    public string? OtherLink { get; set; }

    /// <summary>Where the feed says that it is itself.</summary>
    public string? Self { get; set; }

    public List<string> Hubs { get; } = [];

    public string? Description { get; set; }

    /// <summary>The description by a module, where the feed's own is missing.</summary>
    public string? OtherDescription { get; set; }

    public string? Id { get; set; }

    public string? Language { get; set; }

    public string? Rights { get; set; }

    public Licences Licences { get; } = new();

    public string? Updated { get; set; }

    public List<string> Authors { get; } = [];

    public List<Category> Categories { get; } = [];

    /// <summary>Named where no author is.</summary>
    public string? PodcastAuthor { get; set; }

    /// <summary>Named where nobody else is.</summary>
    public string? Webmaster { get; set; }

    public UpdateDraft Updates { get; } = new();

    public void AddAuthor(string? name)
    {
        if (ItemDraft.Filled(name) is { } author && Authors.Count < Limits.Authors) Authors.Add(author);
    }

    public void AddHub(string? address)
    {
        if (ItemDraft.Filled(address) is { } hub && Hubs.Count < Limits.Hubs) Hubs.Add(hub);
    }

    public void AddCategory(string? term, string? scheme = null, string? label = null)
    {
        if ((ItemDraft.Filled(term) ?? ItemDraft.Filled(label)) is { } named && Categories.Count < Limits.Categories) Categories.Add(new(named, scheme, label));
    }

    /// <param name="scopeBase">The base and language that the document's own markup gives.</param>
    public FeedInfo Finish(string? scopeBase, string? scopeLanguage, DocumentHints hints)
    {
        var @base = scopeBase ?? Address.Document(hints);
        var language = LanguageTag.Normalise(Language) ?? scopeLanguage;
        if (Authors.Count == 0) AddAuthor(PodcastAuthor ?? Webmaster);
        Link ??= OtherLink;
        return new()
        {
            Title = Title ?? OtherTitle,
            Link = Link is null ? null : Address.Resolve(Link, @base ?? Address.OfDocument(Self)),
            Description = ItemDraft.Filled(Description ?? OtherDescription),
            Id = ItemDraft.Filled(Id),
            Self = Self is null ? null : Address.Resolve(Self, @base),
            Hubs = [.. Hubs.Select(hub => Address.Resolve(hub, @base)).OfType<string>().Distinct(StringComparer.Ordinal)],
            Language = language,
            Rights = ItemDraft.Filled(Rights),
            UsageTerms = Licences.Text((address, inner) => Address.Resolve(address, Address.Inner(inner, @base))),
            Updated = Updated is not null && WireDate.Read(Updated, language) is { } date ? WireDate.Write(date) : null,
            Authors = [.. Authors],
            Categories = [.. Categories],
            Updates = Updates.Finish(),
        };
    }

    /// <summary>The base of the items: of the markup, of a person, the feed's own link, the document's address.</summary>
    public string? ItemBase(string? scopeBase, FeedInfo info, DocumentHints hints) =>
        scopeBase ?? Address.Given(hints) ?? (info.Link is null ? null : Address.Base(info.Link, null)) ?? Address.OfDocument(Self) ?? Address.Document(hints);
}
