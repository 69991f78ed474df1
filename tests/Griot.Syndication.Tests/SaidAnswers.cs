using Griot.Record;

namespace Griot.Syndication.Tests;

/// <summary>Readers' questions and answers that a test publishes.</summary>
internal sealed class SaidAnswers : IPublishedAnswers
{
    internal List<(PublishedAnswer Said, string Provider)> All { get; } = [];

    internal List<(string Item, string Reply)> Replies { get; } = [];

    public long Version => All.Count + Replies.Count;

    public DateTimeOffset? Changed => null;

    public BesidePiece About(string item) => BesidePiece.Nothing;

    public IReadOnlyDictionary<string, BesideCount> Count(IReadOnlyCollection<string> items) => All.Select(one => one.Said.Item).Concat(Replies.Select(one => one.Item)).Distinct().Where(items.Contains)
        .ToDictionary(item => item, item => new BesideCount(Of(item).Count, Of(item) is [.., var last] ? last.Published : null, [.. Replies.Where(one => one.Item == item).Select(one => one.Reply)]));

    public IReadOnlyList<PublishedAnswer> Newest(string? provider, int most, AnswerPlace? before = null) => [.. All.Where(one => provider is null || one.Provider == provider).Select(one => one.Said).Reverse().Take(most)];

    private List<PublishedAnswer> Of(string item) => [.. All.Select(one => one.Said).Where(said => said.Item == item)];
}
