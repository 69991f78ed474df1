using System.CommandLine;
using Griot.Record;

namespace Griot.CommandLine;

/// <summary>Options whose values are the design's words; a wrong one is answered with the list of right ones.</summary>
internal static class WordOption
{
    internal static Option<T?> One<T>(string name, string description) where T : struct, Enum => new(name)
    {
        Description = $"{description} {Word.All<T>()}.",
        HelpName = typeof(T).Name.ToUpperInvariant(),
        CustomParser = result =>
        {
            if (Word.Parse<T>(result.Tokens[0].Value) is { } value) return value;
            result.AddError($"“{result.Tokens[0].Value}” is none of: {Word.All<T>()}");
            return null;
        },
    };

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
        HelpName = typeof(T).Name.ToUpperInvariant(),
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
}
