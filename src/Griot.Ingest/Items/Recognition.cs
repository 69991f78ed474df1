using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// Finds out which items of its channel the pieces of one document are. A piece is the item that its deciding key names;
/// or the one that two of its keys agree on; or, where its id or page has moved, the one that a single other key names
/// and that has headline or text in common with it and stands nowhere else in the document. A key that different pieces
/// bear decides nothing, then and for ever. Nothing of another channel is ever looked at but what an archive of the same provider
/// brought, by id and page: a feed that is registered after its archive holds the same pieces. Used by one thread at a time.
/// </summary>
/// <param name="ledger">What is known.</param>
/// <param name="channel">Whose document it is.</param>
/// <param name="archives">The channels by which archives of its provider were imported, without this one.</param>
/// <param name="known">Its items.</param>
/// <param name="stands">True for an item that has been found in the document already.</param>
internal sealed class Recognition(LedgerStore ledger, string channel, IReadOnlyList<string> archives, KnownItems known, Func<string, bool> stands)
{
    // By which piece of the document an item was found first. Over all rounds: a piece that is judged again holds its own.
    private readonly Dictionary<string, Piece> holders = new(StringComparer.Ordinal);

    // Keys, in hexadecimal, that different pieces of the document bear.
    private readonly HashSet<string> sharedIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> sharedLinks = new(StringComparer.Ordinal);
    private bool isChosen;

    /// <summary>The channel has delivered nothing yet: there is nothing to look for.</summary>
    internal bool IsEmpty { get; set; }

    /// <summary>What decides; null: not known yet.</summary>
    internal IdentityPolicy? Policy { get; set; }

    /// <summary>Looks at the pieces of a round together.</summary>
    /// <param name="round">The pieces.</param>
    /// <param name="policy">Says what decides in this document, when its first pieces have been seen.</param>
    /// <param name="evidence">Where to note what they show; null where they were seen before.</param>
    internal void Recognise(IReadOnlyList<Sight> round, Func<IdentityPolicy>? policy, IdentityEvidence? evidence)
    {
        Compare(round, evidence);
        if (!isChosen && policy is not null) Policy = policy();
        isChosen = true;
        var looks = round.Where(sight => sight.Keys is not null).Select(LookUp).ToList();
        foreach (var look in looks.Where(look => !look.Sight.IsAboutKnown)) if (Agreed(look) is { } item) Hold(look, item);
        var open = looks.FindAll(look => look.Sight.Item is null);
        var sought = open.SelectMany(look => (string?[])[look.Link, look.Content]).OfType<string>().CountBy(item => item).ToDictionary(StringComparer.Ordinal);
        foreach (var look in open) if (Decided(look, sought) is { } item) Hold(look, item);
        foreach (var look in open.Where(look => look.Sight is { Item: null, IsAboutKnown: false })) if (Witnessed(look) is { } item) Hold(look, item);
        foreach (var look in looks.Where(look => !look.Sight.IsWithdrawal)) Name(look);
        if (evidence is not null) foreach (var look in looks) Testify(look, evidence);
    }

    /// <summary>The keys of items that stand in the document, to be kept where they are missing: by their bytes they are known.</summary>
    internal IEnumerable<(string Item, IdentityKey Key)> Adopt(IReadOnlyList<Sight> standing, IdentityEvidence evidence)
    {
        Compare(standing, evidence);
        foreach (var sight in standing.Where(sight => sight is { Keys: not null, Item: not null, IsWithdrawal: false }))
        {
            yield return (sight.Item!, new IdentityKey(KeyKind.Content, sight.Keys!.Content));
            if (sight.Keys.Link is { } link && !sharedLinks.Contains(Convert.ToHexString(link))) yield return (sight.Item!, new IdentityKey(KeyKind.Link, link));
        }
    }

    private void Compare(IReadOnlyList<Sight> round, IdentityEvidence? evidence)
    {
        List<PieceKeys> pieces = [.. round.Where(sight => !sight.IsWithdrawal).Select(sight => sight.Keys).OfType<PieceKeys>()];
        sharedIds.UnionWith(SharedKeys.Among(pieces, piece => piece.Guid));
        sharedLinks.UnionWith(SharedKeys.Among(pieces, piece => piece.Link));
        evidence?.Add(pieces, sharedIds, sharedLinks);
    }

    private Look LookUp(Sight sight)
    {
        var keys = sight.Keys!;
        var look = new Look(sight) { Guid = Item(keys.Guid) ?? Imported(keys.Guid), Link = keys.Link is { } page ? Item(page) ?? Imported(page) : null };
        look.IsIdShared = sharedIds.Contains(Convert.ToHexString(keys.Guid)) || (look.Guid is not null && IsMarked(keys.Guid));
        look.IsLinkShared = keys.Link is { } link && (sharedLinks.Contains(Convert.ToHexString(link)) || (look.Link is not null && IsMarked(link)));
        if (keys.IsIdPage && (look.IsLinkShared || keys.Page is null)) look.IsIdShared = true;
        if (look.Guid is null || look.Guid != look.Link || look.IsIdShared || look.IsLinkShared) look.Content = Item(keys.Content);
        look.Decider = DeciderOf(look, Policy ?? IdentityPolicy.Guid);
        return look;
    }

    private string? Item(byte[] key) => IsEmpty ? null : ledger.ItemByIdentity(channel, key);

    private string? Imported(byte[] key) => archives.Select(archive => ledger.ItemByIdentity(archive, key) is { } item && !ledger.HasKey(archive, Identity.OfShared(key)) ? item : null).FirstOrDefault(item => item is not null);

    // Marks are never removed.
    private bool IsMarked(byte[] key) => ledger.HasKey(channel, Identity.OfShared(key));

    private static KeyKind DeciderOf(Look look, IdentityPolicy policy)
    {
        var keys = look.Sight.Keys!;
        var hasId = !look.IsIdShared && (keys.HasOwnId || keys.Link is not null);
        var hasLink = keys.Link is not null && !look.IsLinkShared;
        return policy switch
        {
            IdentityPolicy.Guid when hasId => KeyKind.Guid,
            IdentityPolicy.Link when hasLink => KeyKind.Link,
            IdentityPolicy.Guid when hasLink => KeyKind.Link,
            IdentityPolicy.Link when hasId => KeyKind.Guid,
            _ => KeyKind.Content,
        };
    }

    private static string? Agreed(Look look)
    {
        var guid = look.IsIdShared ? null : look.Guid;
        var link = look.IsLinkShared ? null : look.Link;
        return guid is not null && (guid == link || guid == look.Content) ? guid : link is not null && link == look.Content ? link : null;
    }

    // What decides is believed, unless the piece has nothing in common with the item that it names, and either of them is
    // to be found elsewhere: that item in the document, or the piece among the known ones. Nor where date and page are
    // others too. What is withdrawn or corrected is known by its id.
    private string? Decided(Look look, Dictionary<string, int> sought)
    {
        var sight = look.Sight;
        var item = look.Named(look.Decider);
        if (sight.IsAboutKnown && item is null)
        {
            sight.IsAmbiguous = look is { IsIdShared: true, Guid: not null };
            return look.IsIdShared ? null : look.Guid;
        }

        if (item is null || sight.IsAboutKnown || look.Decider == KeyKind.Content || known.Of(item).Said is not { } said || PieceWords.Of(said).Meet(sight.Keys!.Words)) return item;
        var isSought = sought.TryGetValue(item, out var claims) && claims > look.Claims(item);
        if (!IsElsewhere(look, item) && !isSought && Witnessed(look) is null && !(look.Decider == KeyKind.Guid && IsAnotherInAll(sight.Keys, said))) return item;
        Mark(look);
        return null;
    }

    private string? Witnessed(Look look)
    {
        foreach (var item in (string?[])[look.IsLinkShared ? null : look.Link, look.Guid])
            if (item is not null && !IsElsewhere(look, item) && known.Of(item).Said is { } said && IsSameByWords(look.Sight.Keys!, said)) return item;
        return look.Content is { } same && look.Sight.Keys!.IsTelling && !IsElsewhere(look, same) && IsSameByContent(look, same) ? same : null;
    }

    // A headline alone may be that of a broadcast that comes every day: then the date has to be the same too.
    private static bool IsSameByWords(PieceKeys keys, ArticleRecord said)
    {
        var words = PieceWords.Of(said);
        if (!words.Meet(keys.Words)) return false;
        return words.Text == keys.Words.Text || keys.Published is not { } published || said.FirstCreated is not { } before || published == before;
    }

    // The same words on another page under another id may be today's edition of what comes every day: its date tells.
    private bool IsSameByContent(Look look, string item)
    {
        var keys = look.Sight.Keys!;
        if (keys.Link is null || look.IsLinkShared) return true;
        return keys.Published is { } published && known.Of(item).Said?.FirstCreated == published;
    }

    private static bool IsAnotherInAll(PieceKeys keys, ArticleRecord said) =>
        keys.Page is { } page && PageAddress.Of(said.Link) is { } other && page != other
        && keys.Published is { } published && said.FirstCreated is { } before && published != before;

    private bool IsElsewhere(Look look, string item) => holders.TryGetValue(item, out var holder) ? !ReferenceEquals(holder, look.Sight.Piece) : stands(item);

    private void Hold(Look look, string item)
    {
        look.IsFirst = !look.Sight.IsAboutKnown && !IsElsewhere(look, item);
        look.Sight.HasMoved = look.IsFirst && look.Decider != KeyKind.Content && look.Named(look.Decider) != item;
        look.Sight.Item = item;
        if (!look.Sight.IsAboutKnown) holders.TryAdd(item, look.Sight.Piece);
    }

    private static void Mark(Look look)
    {
        if (look.Decider == KeyKind.Guid) look.IsIdShared = true;
        else look.IsLinkShared = true;
    }

    // A new item claims what nobody bears. A shared key goes to the first of its bearers, so that it is met again, with
    // the mark that it tells nothing. A known item gets what its new version brings, or what has moved.
    private static void Name(Look look)
    {
        var (sight, keys) = (look.Sight, look.Sight.Keys!);
        var link = keys.Link is { } hash ? new IdentityKey(KeyKind.Link, hash) : null;
        var guid = new IdentityKey(KeyKind.Guid, keys.Guid);
        if (look.IsIdShared) Share(sight, guid);
        if (look.IsLinkShared) Share(sight, link!);
        var content = new IdentityKey(KeyKind.Content, keys.Content);
        if (sight.Item is not null)
        {
            if (sight.HasMoved && look is { Decider: KeyKind.Guid, Guid: null }) sight.Aliases.Add(guid);
            if (link is not null && look is { IsLinkShared: false, Link: null }) sight.Aliases.Add(link);
            if (look.Content is null) sight.Aliases.Add(content);
            return;
        }

        // A page that is another item's already is not this one's alone.
        if (link is not null && look is { IsLinkShared: false, Link: not null }) Share(sight, link);
        sight.Identity = look is { IsIdShared: false, Guid: null } ? keys.Guid : null;
        var claims = new List<IdentityKey>(2);
        if (link is not null && look is { IsLinkShared: false, Link: null }) claims.Add(link);
        if (look.Content is null) claims.Add(content);
        sight.Claims = claims.Count > 0 || sight.Identity is not null ? claims : [new(KeyKind.Content, Identity.OfBytes(sight.Piece.Cut))];
    }

    private static void Share(Sight sight, IdentityKey key)
    {
        sight.Aliases.Add(key);
        sight.Aliases.Add(new IdentityKey(KeyKind.Shared, Identity.OfShared(key.Hash)));
    }

    private static void Testify(Look look, IdentityEvidence evidence)
    {
        if (!look.IsFirst) return;
        if (look.Sight.Keys is { HasOwnId: true })
        {
            if (look.Guid == look.Sight.Item) evidence.IdsKept++;
            else evidence.IdsLost++;
        }

        if (look.Sight.Keys is { Link: not null })
        {
            if (look.Link == look.Sight.Item) evidence.LinksKept++;
            else evidence.LinksLost++;
        }
    }

    // The items that the keys of a piece name.
    private sealed class Look(Sight sight)
    {
        internal Sight Sight => sight;
        internal string? Guid { get; init; }
        internal string? Link { get; init; }
        internal string? Content { get; set; }
        internal bool IsIdShared { get; set; }
        internal bool IsLinkShared { get; set; }
        internal KeyKind Decider { get; set; }

        /// <summary>It is a known item, and no other piece of the document is.</summary>
        internal bool IsFirst { get; set; }

        internal string? Named(KeyKind kind) => kind switch { KeyKind.Guid => Guid, KeyKind.Link => Link, _ => Content };

        internal int Claims(string item) => (Link == item ? 1 : 0) + (Content == item ? 1 : 0);
    }
}
