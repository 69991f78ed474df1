using Griot.Formats.Encodings;

namespace Griot.Formats.Form;

/// <summary>A typed piece with files. Its text is read as that of any form; each file is typed by what it begins with (M05).</summary>
internal sealed class FormWithFilesFormat : FeedFormat
{
    public override string Name => FormWithFiles.FormatName;

    // Nobody's feed looks like this: it is read only where its door says what it is.
    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) =>
        FormWithFiles.Read(delivery) is { } read
            ? FormFormat.Read(read.Form, context, read.Files)
            : ItemReading.Refused(IncidentCodes.UnreadableItem, "The form and its files can't be told apart.");
}
