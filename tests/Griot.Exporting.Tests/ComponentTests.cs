using System.Reflection;
using Griot.Web;
using Microsoft.AspNetCore.Components;

namespace Griot.Exporting.Tests;

/// <summary>Components of the house need nothing that only the framework's renderer has (decision 55): else their page would be a fault, seen by its first reader.</summary>
public sealed class ComponentTests
{
    [Fact]
    public void Every_component_of_the_house_can_be_drawn()
    {
        var components = Directory.GetFiles(AppContext.BaseDirectory, "Griot.*.dll").Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .SelectMany(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes()).Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.IsAbstract).ToList();

        Assert.True(components.Count > 70, $"{components.Count} components");
        Assert.Equal([], components.Select(type => Xunit.Record.Exception(() => PartType.Of(type))?.Message).OfType<string>());
    }
}
