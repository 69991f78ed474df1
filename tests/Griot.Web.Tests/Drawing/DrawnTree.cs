using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Griot.Web.Tests.Drawing;

/// <summary>Any tree of elements, texts, markup and components, as a page might be made of.</summary>
internal abstract record Node
{
    private Node() { }

    internal sealed record Text(string Words) : Node;

    internal sealed record Markup(string Html) : Node;

    internal sealed record Element(string Name, IReadOnlyList<(string Name, object? Value)> Attributes, IReadOnlyList<Node> Children) : Node;

    /// <summary>A component that shows nodes of its own, and what it is given as its content.</summary>
    internal sealed record Part(IReadOnlyList<Node> Own, IReadOnlyList<Node> Content) : Node;
}

/// <summary>Shows a tree.</summary>
internal sealed class DrawnTree : ComponentBase
{
    private IReadOnlyList<Node> shown = [];

    [Inject] private HouseSettings House { get; set; } = null!;

    [Parameter] public IReadOnlyList<Node> Nodes { get; set; } = [];

    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Parameter] public int Place { get; set; }

    protected override void OnInitialized() => shown = [new Node.Text(House.Name + Place), .. Nodes];

    protected override void OnParametersSet() => shown = [.. shown, new Node.Text("set")];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var node in shown) Add(builder, node);
        builder.AddContent(1, ChildContent);
    }

    private static void Add(RenderTreeBuilder builder, Node node)
    {
        switch (node)
        {
            case Node.Text text:
                builder.AddContent(0, text.Words);
                break;
            case Node.Markup markup:
                builder.AddMarkupContent(0, markup.Html);
                break;
            case Node.Element element:
                builder.OpenElement(0, element.Name);
                foreach (var (name, value) in element.Attributes) builder.AddAttribute(0, name, value);
                foreach (var child in element.Children) Add(builder, child);
                builder.CloseElement();
                break;
            case Node.Part part:
                builder.OpenComponent<DrawnTree>(0);
                builder.AddComponentParameter(1, nameof(Nodes), part.Own);
                builder.AddComponentParameter(2, nameof(Place), 7);
                builder.AddComponentParameter(3, nameof(ChildContent), (RenderFragment)(content =>
                {
                    foreach (var child in part.Content) Add(content, child);
                }));
                builder.CloseComponent();
                break;
        }
    }
}
