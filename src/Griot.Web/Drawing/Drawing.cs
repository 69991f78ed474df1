using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;

// Frames are what the compiler makes of a component. Another release of .NET may change them: a test draws the same by the framework's renderer.
#pragma warning disable BL0006

namespace Griot.Web;

/// <summary>
/// Draws components as HTML in UTF-8, once: each is made, given its parameters, asked for its frames, and those are written. The bytes
/// are those of the framework's own static renderer, which keeps all components for changes that never come (decision 55). What
/// no page of the house has is refused and not guessed at. For one page and one thread.
/// </summary>
/// <param name="services">What components ask for.</param>
/// <param name="encoder">How text and values of attributes are escaped.</param>
internal sealed class Drawing(IServiceProvider services, HtmlEncoder encoder) : IDisposable
{
    private const int UsualSize = 32 * 1024;

    // Bytes in UTF-8 for each UTF-16 unit.
    private const int Longest = 3;

    private static readonly HashSet<string> Void = new(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"], StringComparer.OrdinalIgnoreCase);

    private byte[] page = new byte[UsualSize];
    private int length;

    // One for each component within another; those that are free wait for the next.
    private readonly Stack<RenderTreeBuilder> builders = new();

    /// <summary>The page that a component makes of its parameters.</summary>
    internal static ReadOnlyMemory<byte> Of(Type type, IEnumerable<KeyValuePair<string, object?>> parameters, IServiceProvider services)
    {
        var known = PartType.Of(type);
        var part = known.Make(services);
        foreach (var (name, value) in parameters) known.Set(part, name, value);
        using var drawing = new Drawing(services, services.GetRequiredService<HtmlEncoder>());
        drawing.Draw(part);
        return drawing.page.AsMemory(0, drawing.length);
    }

    public void Dispose()
    {
        while (builders.TryPop(out var builder)) builder.Dispose();
    }

    private void Draw(ComponentBase part)
    {
        Parts.OnInitialized(part);
        Parts.OnParametersSet(part);
        var builder = builders.TryPop(out var free) ? free : new RenderTreeBuilder();
        Parts.BuildRenderTree(part, builder);
        var frames = builder.GetFrames();
        Draw(frames.Array.AsSpan(0, frames.Count));
        builder.Clear();
        builders.Push(builder);
    }

    private void Draw(ReadOnlySpan<RenderTreeFrame> frames)
    {
        for (var at = 0; at < frames.Length;) at += DrawFirst(frames[at..]);
    }

    // How many frames it took. A region is none of its own: what it holds follows it.
    private int DrawFirst(ReadOnlySpan<RenderTreeFrame> frames)
    {
        ref readonly var first = ref frames[0];
        switch (first.FrameType)
        {
            case RenderTreeFrameType.Element:
                DrawElement(frames[..first.ElementSubtreeLength]);
                return first.ElementSubtreeLength;
            case RenderTreeFrameType.Component:
                DrawComponent(frames[..first.ComponentSubtreeLength]);
                return first.ComponentSubtreeLength;
            case RenderTreeFrameType.Text:
                Write(encoder.Encode(first.TextContent));
                return 1;
            case RenderTreeFrameType.Markup:
                Write(first.MarkupContent);
                return 1;
            case RenderTreeFrameType.Region:
                return 1;
            default:
                throw new NotSupportedException($"A page can't be drawn with a frame of the kind {first.FrameType}.");
        }
    }

    private void DrawComponent(ReadOnlySpan<RenderTreeFrame> frames)
    {
        var type = PartType.Of(frames[0].ComponentType);
        var part = type.Make(services);
        foreach (ref readonly var frame in frames[1..])
        {
            if (frame.FrameType != RenderTreeFrameType.Attribute) throw new NotSupportedException($"A component can't be drawn with a frame of the kind {frame.FrameType}.");
            type.Set(part, frame.AttributeName, frame.AttributeValue);
        }

        Draw(part);
    }

    private void DrawElement(ReadOnlySpan<RenderTreeFrame> frames)
    {
        var name = frames[0].ElementName;
        Write("<");
        Write(name);
        var at = 1;
        for (; at < frames.Length && frames[at].FrameType == RenderTreeFrameType.Attribute; at++) WriteAttribute(name, frames[at].AttributeName, frames[at].AttributeValue);
        if (at == frames.Length && Void.Contains(name))
        {
            Write(" />");
            return;
        }

        // Its text is no HTML, and would have to be escaped in its own way.
        if (at < frames.Length && (Is(name, "script") || Is(name, "style"))) throw new NotSupportedException("A script or style sheet is a file of its own, or markup.");
        Write(">");
        Draw(frames[at..]);
        Write("</");
        Write(name);
        Write(">");
    }

    private void WriteAttribute(string element, string name, object? value)
    {
        // No attributes in HTML: the framework makes a text and a chosen option of them.
        if (Is(name, "value") && (Is(element, "textarea") || Is(element, "select"))) throw new NotSupportedException($"A {element} has no value: write its text, or choose the option.");
        switch (value)
        {
            case true:
                Write(" ");
                Write(name);
                break;
            case string text:
                Write(" ");
                Write(name);
                Write("=\"");
                Write(encoder.Encode(text));
                Write("\"");
                break;
            default:
                throw new NotSupportedException($"{element} has {name}, which is no text: a page acts on nothing.");
        }
    }

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private void Write(string text)
    {
        if (page.Length - length < text.Length * Longest) Array.Resize(ref page, Math.Max(page.Length * 2, length + (text.Length * Longest)));
        length += Encoding.UTF8.GetBytes(text, page.AsSpan(length));
    }
}
