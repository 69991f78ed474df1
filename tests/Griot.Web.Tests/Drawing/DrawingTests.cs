using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CsCheck;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Web.Tests.Drawing;

/// <summary>Pages are drawn by the house's own walk over what components are compiled to (decision 55).</summary>
public sealed class DrawingTests
{
    private static readonly string[] Names = ["p", "div", "a", "span", "br", "img", "input", "form", "ul", "li", "h1", "textarea", "select", "option", "td", "INPUT", "param"];
    private static readonly string[] Attributes = ["class", "href", "lang", "hidden", "action", "dir", "data-x"];
    private static readonly string[] Pieces = ["eau", "l’été", "مياه", "\ud83d\ude00", "\ud83d", "\ude00,", "<b>", "&amp;", "\"", "'", "\u0000", "\u2028", "\n", " "];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 6].Select(string.Concat);

    private static readonly Gen<object?> Values = Gen.OneOf<object?>(Texts.Select(text => (object?)text), Gen.Bool.Select(isOn => (object?)isOn), Gen.Int[0, 99].Select(number => (object?)number), Gen.Const((object?)null));

    private static readonly Gen<Node> Trees = Gen.Recursive<Node>((depth, inner) =>
    {
        var children = depth > 4 ? Gen.Const<IReadOnlyList<Node>>([]) : inner.Array[0, 4].Select(some => (IReadOnlyList<Node>)some);
        var attributes = Gen.Select(Gen.Int[0, Attributes.Length - 1], Values, (name, value) => (Attributes[name], value)).Array[0, 3].Select(some => (IReadOnlyList<(string, object?)>)[.. some.DistinctBy(one => one.Item1)]);
        return Gen.OneOf<Node>(
            Texts.Select(text => (Node)new Node.Text(text)),
            // The halves of a character are not joined over two pieces of markup.
            Texts.Select(text => (Node)new Node.Markup(text.TrimEnd('\ud83d'))),
            Gen.Select(Gen.Int[0, Names.Length - 1], attributes, children, (name, own, nodes) => (Node)new Node.Element(Names[name], own, nodes)),
            Gen.Select(children, children, (own, content) => (Node)new Node.Part(own, content)));
    });

    private readonly IServiceProvider services = new ServiceCollection().AddSingleton(new HouseSettings { Name = "Maison « É »", PublicUrl = new Uri("https://house.example/") }).AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    [Fact]
    public async Task Any_tree_of_components_is_drawn_as_the_framework_draws_it() => await Trees.Array[0, 5].SampleAsync(async nodes =>
    {
        var parameters = new Dictionary<string, object?> { [nameof(DrawnTree.Nodes)] = (IReadOnlyList<Node>)nodes };
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var theirs = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<DrawnTree>(ParameterView.FromDictionary(parameters))).ToHtmlString());

        Assert.Equal(Encoding.UTF8.GetBytes(theirs), Web.Drawing.Of(typeof(DrawnTree), parameters, services).ToArray());
    });

    [Theory]
    [InlineData(typeof(Acting), "a file of its own")]
    [InlineData(typeof(Valued), "has no value")]
    [InlineData(typeof(Waiting), "without waiting")]
    [InlineData(typeof(Asking), "nobody gives")]
    [InlineData(typeof(Cascaded), "nobody would give it Above")]
    [InlineData(typeof(Inherited), "itself")]
    [InlineData(typeof(Disposed), "dispose")]
    [InlineData(typeof(Clicked), "acts on nothing")]
    [InlineData(typeof(Acting), "no parameter Nothing", "Nothing")]
    public void What_no_page_has_is_refused_and_not_guessed_at(Type part, string why, params string[] parameters)
    {
        var fault = Assert.ThrowsAny<Exception>(() => Web.Drawing.Of(part, parameters.Select(name => KeyValuePair.Create(name, (object?)1)), services));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private sealed class Acting : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "SCRIPT");
            builder.AddContent(1, "</script>");
            builder.CloseElement();
        }
    }

    private sealed class Valued : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "textarea");
            builder.AddAttribute(1, "Value", "text");
            builder.CloseElement();
        }
    }

    private sealed class Waiting : ComponentBase
    {
        protected override Task OnInitializedAsync() => Task.CompletedTask;
    }

    private sealed class Asking : ComponentBase
    {
        [Inject] public TimeProvider Time { get; set; } = null!;
    }

    private sealed class Cascaded : ComponentBase
    {
        [CascadingParameter] public string Above { get; set; } = "";
    }

    private abstract class Base : ComponentBase;

    private sealed class Inherited : Base;

    private sealed class Disposed : ComponentBase, IDisposable
    {
        public void Dispose() { }
    }

    private sealed class Clicked : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", () => { });
            builder.CloseElement();
        }
    }
}
