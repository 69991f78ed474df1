using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>A version of an item in a form that its address names.</summary>
internal sealed class GetForm(Shelf shelf, ItemForms forms)
{
    internal IResult Answer(string item, string version, string format, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (!OpaqueId.IsWellFormed(item) || VersionNumber.Parse(version) is not { } number || shelf.Take(item, number) is not { } rendition) return Problem.NotFound.Answer(context);
        RightsHeaders.Put(context, rendition.Rules);
        string? generation = context.Request.Query["version"];
        if (ItemForm.Named(format, generation) is { } form) return forms.Answer(form, rendition, number, context);
        return ItemForm.Named(format, null) is null || format != "ninjs"
            ? Problem.NotFound.Answer(context)
            : (Problem.BadParameter with { Detail = "The parameter 'version' takes a version of ninjs that is written here: 3.1, 2.2 or 1.6." }).Answer(context);
    }
}
