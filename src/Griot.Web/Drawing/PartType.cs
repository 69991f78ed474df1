using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Griot.Web;

/// <summary>
/// A type of components: how one is made, and how what it needs is put into it. Looked up by reflection once, when its first page
/// is drawn.
/// </summary>
internal sealed class PartType
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, PartType> Known = new();
    private static readonly MethodInfo TypedOf = typeof(PartType).GetMethod(nameof(Typed), BindingFlags.Static | BindingFlags.NonPublic)!;

    // A page is drawn whole and at once: who waits for something has it fetched by the route.
    private static readonly string[] Waiting = ["OnInitializedAsync", "OnParametersSetAsync", nameof(ComponentBase.SetParametersAsync)];

    private readonly Type type;
    private readonly ConstructorInvoker constructor;
    private readonly FrozenDictionary<string, Action<ComponentBase, object?>> parameters;
    private readonly (Type Service, Action<ComponentBase, object?> Put)[] services;

    private PartType(Type type)
    {
        this.type = type;
        var properties = type.GetProperties(Own);
        if (Refusal(properties) is { } refusal) throw new InvalidOperationException($"{type} can't be drawn: {refusal}.");
        constructor = ConstructorInvoker.Create(type.GetConstructor(Type.EmptyTypes) ?? throw new InvalidOperationException($"{type} can't be drawn: it can't be made of nothing."));
        parameters = properties.Where(property => property.IsDefined(typeof(ParameterAttribute))).ToFrozenDictionary(property => property.Name, Setter, StringComparer.Ordinal);
        services = [.. properties.Where(property => property.IsDefined(typeof(InjectAttribute))).Select(property => (property.PropertyType, Setter(property)))];
    }

    /// <exception cref="InvalidOperationException">It needs what only the framework's renderer has.</exception>
    internal static PartType Of(Type type) => Known.GetOrAdd(type, static type => new PartType(type));

    /// <summary>A new one, with the services that it asks for.</summary>
    internal ComponentBase Make(IServiceProvider provider)
    {
        var part = (ComponentBase)constructor.Invoke();
        foreach (var (service, put) in services) put(part, provider.GetService(service) ?? throw new InvalidOperationException($"{type} asks for {service}, which nobody gives."));
        return part;
    }

    /// <summary>Sets a parameter.</summary>
    internal void Set(ComponentBase part, string name, object? value)
    {
        if (!parameters.TryGetValue(name, out var put)) throw new InvalidOperationException($"{type} has no parameter {name}.");
        put(part, value);
    }

    private string? Refusal(PropertyInfo[] properties)
    {
        if (type.BaseType != typeof(ComponentBase)) return $"it is no {nameof(ComponentBase)} itself";
        if (Array.Find(Waiting, name => type.GetMethod(name, Own)!.DeclaringType == type) is { } waiting) return $"it has {waiting}, and a page is drawn without waiting";
        if (type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable))) return "nobody would dispose of it";
        if (type.IsDefined(typeof(LayoutAttribute))) return "a layout stands around the page's content, and not at its head";
        return Array.Find(properties, property => property.IsDefined(typeof(CascadingParameterAttributeBase)) || property.GetCustomAttribute<InjectAttribute>()?.Key is not null) is { } property
            ? $"nobody would give it {property.Name}"
            : null;
    }

    private static Action<ComponentBase, object?> Setter(PropertyInfo property) =>
        (Action<ComponentBase, object?>)TypedOf.MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property.SetMethod!])!;

    private static Action<ComponentBase, object?> Typed<TPart, TValue>(MethodInfo method) where TPart : ComponentBase
    {
        var put = method.CreateDelegate<Action<TPart, TValue>>();
        return (part, value) => put((TPart)part, value is null ? default! : (TValue)value);
    }
}
