using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Griot.Web;

/// <summary>What a component lets only its own kind do: the framework's renderer is left out (decision 55), so somebody else has to.</summary>
internal static class Parts
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "BuildRenderTree")]
    internal static extern void BuildRenderTree(ComponentBase part, RenderTreeBuilder builder);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OnInitialized")]
    internal static extern void OnInitialized(ComponentBase part);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OnParametersSet")]
    internal static extern void OnParametersSet(ComponentBase part);
}
