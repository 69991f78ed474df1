namespace Griot.Record.Html;

/// <summary>Why a fragment has no safe markup.</summary>
public enum SafeHtmlRefusal
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>More characters or elements than the caps of <see cref="SafeHtml"/>.</summary>
    TooLarge,

    /// <summary>Elements nested deeper than <see cref="SafeHtml.MaxDepth"/>.</summary>
    TooDeep,
}

/// <summary>A picture of a body, in the place where it stood.</summary>
/// <param name="Address">Absolute, http or https.</param>
/// <param name="Alt">The text in its stead; empty where none was given.</param>
/// <param name="Caption">The visible text of the caption of its figure.</param>
/// <param name="Credit">The part of that figure that its markup calls the credit.</param>
public sealed record Picture(string Address, string Alt, string? Caption, string? Credit);

/// <summary>What <see cref="SafeHtml.Sanitise"/> makes of a fragment: markup, or the reason why there is none.</summary>
public sealed record SafeHtmlResult
{
    /// <summary>The safe markup; empty when refused.</summary>
    public required string Html { get; init; }

    /// <summary>The pictures shown, in order, one for each place.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>The pictures that came with the fragment, in order, each once.</summary>
    public IReadOnlyList<CarriedPicture> Carried { get; init; } = [];

    /// <summary>The addresses linked to, in order of first appearance, each once.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    public SafeHtmlRefusal Refusal { get; init; }

    /// <summary>True when the fragment can't be shown and must be set aside whole.</summary>
    public bool IsRefused => Refusal != SafeHtmlRefusal.None;

    public bool TooLarge => Refusal == SafeHtmlRefusal.TooLarge;

    public bool TooDeep => Refusal == SafeHtmlRefusal.TooDeep;

    internal static SafeHtmlResult Refused(SafeHtmlRefusal refusal) => new() { Html = "", Refusal = refusal };
}
