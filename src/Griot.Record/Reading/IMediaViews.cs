namespace Griot.Record;

/// <summary>
/// What was made of sealed pictures and documents to be looked at: smaller pictures without what a camera writes into them, and
/// the text of documents. All of it can be made again, and none of it is shown unless <see cref="Shelf"/> shows the file.
/// </summary>
public interface IMediaViews
{
    /// <summary>What was made of the file of an entry of kind media; null where that is still to come, or nothing could be made of it.</summary>
    MediaView? Of(SealedEntry media);

    /// <summary>A picture (<c>image/webp</c>) of just this width; null where there is none.</summary>
    byte[]? Picture(SealedEntry media, int width);

    /// <summary>The text of a document, in paragraphs divided by blank lines; null where there is none.</summary>
    string? Text(SealedEntry media);
}

/// <summary>Where nothing is made of pictures and documents: pieces are shown without.</summary>
public sealed class NoMediaViews : IMediaViews
{
    /// <inheritdoc/>
    public MediaView? Of(SealedEntry media) => null;

    /// <inheritdoc/>
    public byte[]? Picture(SealedEntry media, int width) => null;

    /// <inheritdoc/>
    public string? Text(SealedEntry media) => null;
}

/// <summary>What there is to look at of one file.</summary>
/// <param name="Sizes">Of a picture: from the smallest.</param>
/// <param name="Pages">Of a document that has pages: how many.</param>
/// <param name="HasText">Whether a document's text could be read.</param>
/// <param name="IsCut">Whether the document goes on where its text ends here.</param>
public sealed record MediaView(IReadOnlyList<PictureSize> Sizes, int? Pages = null, bool HasText = false, bool IsCut = false);

/// <summary>Width and height in pixels.</summary>
public sealed record PictureSize(int Width, int Height);
