using System.CommandLine;
using Griot.Record;

namespace Griot.CommandLine;

/// <summary>Options whose values are the design's words; a wrong one is answered with the list of right ones.</summary>
internal static class WordOption
{
    internal static Option<T?> One<T>(string name, string description) where T : struct, Enum => One<T>(name, description, _ => null);

    /// <param name="refusal">Why a word may not be said here; null where it may. One that may not is not offered.</param>
    internal static Option<T?> One<T>(string name, string description, Func<T, string?> refusal) where T : struct, Enum
    {
        var list = string.Join(", ", Enum.GetValues<T>().Where(value => refusal(value) is null).Select(Word.Of));
        return new(name)
        {
            Description = $"{description} {list}.",
            HelpName = Placeholder(name),
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (Word.Parse<T>(word) is not { } value) result.AddError($"“{word}” is none of: {list}");
                else if (refusal(value) is { } reason) result.AddError($"“{word}” is not possible here, only {list}: {reason}");
                else return value;
                return null;
            },
        };
    }

    internal static Option<string?> Among(string name, string description, string helpName, params string[] words)
    {
        var list = string.Join(", ", words);
        var option = new Option<string?>(name) { Description = $"{description} {list}.", HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && !words.Contains(word)) result.AddError($"“{word}” is none of: {list}");
        });
        return option;
    }

    internal static Option<T[]> Many<T>(string name, string description) where T : struct, Enum => new(name)
    {
        Description = $"{description} {Word.All<T>()}. May be repeated.",
        HelpName = Placeholder(name),
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var values = new List<T>();
            foreach (var token in result.Tokens)
            {
                if (Word.Parse<T>(token.Value) is { } value) values.Add(value);
                else result.AddError($"“{token.Value}” is none of: {Word.All<T>()}");
            }

            return [.. values];
        },
    };

    private static string Placeholder(string option) => option.TrimStart('-').ToUpperInvariant();
}
