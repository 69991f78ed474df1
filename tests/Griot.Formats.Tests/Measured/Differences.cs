namespace Griot.Formats.Tests.Measured;

/// <summary>A class of fields in which Griot and the collection differ, with the reason, and whose they are.</summary>
internal sealed record Difference(string Name, string Reason, params string[] Fields)
{
    /// <summary>Each field as <c>file place.field</c>.</summary>
    public static IReadOnlyList<Difference> All { get; } = [];

    public static Difference? Of(Comparison comparison) =>
        All.FirstOrDefault(known => known.Fields.Contains($"{comparison.File} {comparison.Place}.{comparison.Field}", StringComparer.Ordinal));
}
