using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Griot.Record;

namespace Griot.Site;

/// <summary>What stands beside pieces, with a note for whoever keeps a page of it: it comes and changes without any entry of the log.</summary>
internal static class Said
{
    // Says nothing that a stamp could be.
    private const long Unknown = long.MinValue;

    internal static BesidePiece About(IPublishedAnswers answers, string item) =>
        Read(answers, () => answers.About(item), static said => [.. said.Answers.SelectMany(Words), "", .. said.Missing.SelectMany(Words), "", .. said.Replies], said => said.Mark is null ? PageReads.NothingBeside + item : null);

    /// <summary>The newest answers, behind a place.</summary>
    internal static IReadOnlyList<PublishedAnswer> Newest(IPublishedAnswers answers, string? provider, int most, AnswerPlace? before) =>
        Read(answers, () => answers.Newest(provider, most, before), static said => said.SelectMany(Words), static _ => null);

    // The stamp first: what is written in between makes it older than it is, never newer. A kept page keeps no more than a hash of what was
    // read for it: its own words are counted, these would not be.
    private static T Read<T>(IPublishedAnswers answers, Func<T> read, Func<T, IEnumerable<string>> words, Func<T, string?> word)
    {
        var stamp = answers.Stamp ?? Unknown;
        var said = read();
        var hash = Hash(words(said));
        PageReads.Current?.Doubt(Holds, word(said), () => IsSame(answers.Stamp ?? Unknown));
        return said;

        bool IsSame(long present) => present != Unknown && present == Volatile.Read(ref stamp);

        bool Holds()
        {
            var present = answers.Stamp ?? Unknown;
            if (IsSame(present)) return true;
            if (!Hash(words(read())).AsSpan().SequenceEqual(hash)) return false;
            Volatile.Write(ref stamp, present);
            return true;
        }
    }

    private static byte[] Hash(IEnumerable<string> words)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // With its length, so that no word can be taken for two.
        foreach (var word in words) hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{word.Length}:{word}")));
        return hash.GetHashAndReset();
    }

    private static string[] Words(PublishedAnswer one) => [one.Number, one.Item, one.Question, one.Answer, one.By, one.EnteredBy is { } typist ? "+" + typist : "", Word(one.Answered), Word(one.Published)];

    private static string[] Words(MissingAnswer one) => [Word(one.Received), one.Due.ToString("O", CultureInfo.InvariantCulture), Word(one.Since), one.Question is { } question ? "?" + question : ""];

    private static string Word(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
