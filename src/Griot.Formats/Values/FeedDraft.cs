namespace Griot.Formats.Values;

/// <summary>What a feed says about itself, while it is being read.</summary>
internal sealed class FeedDraft
{
    public string? Title { get; set; }

    public string? Link { get; set; }

    /// <summary>Where the feed says that it is itself.</summary>
    public string? Self { get; set; }

    public string? Description { get; set; }

    public string? Id { get; set; }

    public string? Language { get; set; }

    public string? Rights { get; set; }

    public string? Updated { get; set; }

    public List<string> Authors { get; } = [];

    public UpdateDraft Updates { get; } = new();

    public void AddAuthor(string? name)
    {
        if (ItemDraft.Filled(name) is { } author && Authors.Count < Limits.Authors) Authors.Add(author);
    }

    /// <param name="scopeBase">The base and language that the document's own markup gives.</param>
    public FeedInfo Finish(string? scopeBase, string? scopeLanguage, DocumentHints hints)
    {
        var @base = scopeBase ?? Address.Document(hints);
        return new()
        {
            Title = Title,
            Link = Link is null ? null : Address.Resolve(Link, @base ?? Address.OfDocument(Self)),
            Description = ItemDraft.Filled(Description),
            Id = ItemDraft.Filled(Id),
            Language = LanguageTag.Normalise(Language) ?? scopeLanguage,
            Rights = ItemDraft.Filled(Rights),
            Updated = Updated is not null && WireDate.Read(Updated) is { } date ? WireDate.Write(date) : null,
            Authors = [.. Authors],
            Updates = Updates.Finish(),
        };
    }

    /// <summary>The base of the items: of the markup, of a person, the feed's own link, the document's address.</summary>
    public string? ItemBase(string? scopeBase, FeedInfo info, DocumentHints hints) =>
        scopeBase ?? Address.Given(hints) ?? (info.Link is null ? null : Address.Base(info.Link, null)) ?? Address.OfDocument(Self) ?? Address.Document(hints);
}
