using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>The serdes that attributes ask for: which they are, and whether they can be used.</summary>
internal sealed class SerdeOverrides(Compilation compilation, INamedTypeSymbol topology, CodecRegistry registry)
{
    private const string SerdeInterface = "ISerde`1";

    /// <summary>What <c>[assembly: Json]</c> asks for, for all types that nothing else is said of.</summary>
    public SerdeOverride ForAssembly { get; } = ReadJson(compilation.Assembly);

    /// <summary>What a type's own attributes ask for, or <c>[assembly: Serde&lt;T&gt;]</c> with a serde of the type.</summary>
    public SerdeOverride ForType(ITypeSymbol type)
    {
        var own = SerdeOverride.Read(type.OriginalDefinition, key: false);
        if (!own.IsNone)
        {
            return own;
        }

        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (SerdeOverride.SerdeOf(attribute) is { } serde && Implements(serde, type))
            {
                return SerdeOverride.Of(serde, attribute);
            }
        }

        return SerdeOverride.None;
    }

    /// <summary>
    /// Where the one object of the serde is: in the class that the registry names (a codec), or behind an expression (embedded).
    /// Null with a problem when it cannot be used.
    /// </summary>
    public PartModel? Instance(ITypeSymbol type, SerdeOverride asked, out SerdeProblem? problem)
    {
        problem = (asked.Serde is { } serde ? ProblemOf(serde, type) : JsonProblem(asked.JsonContext, type))
            ?.At(asked.Attribute, asked.Serde is null ? 0 : null);
        if (problem is not null)
        {
            return null;
        }

        return asked.Serde is null ? JsonInstance(type, asked.JsonContext!) : SerdeInstance(type, asked.Serde);
    }

    private PartModel SerdeInstance(ITypeSymbol type, ITypeSymbol serde)
    {
        string reference = TypeNames.Reference(type);
        string serdeReference = TypeNames.Reference(serde);
        return HasInstance(serde)
            ? new PartModel(PartKind.Embedded, serdeReference + ".Instance", reference, type.IsReferenceType)
            : Holder(type, "serde " + serdeReference, serde.Name, serdeReference, "");
    }

    private PartModel JsonInstance(ITypeSymbol type, ITypeSymbol context)
    {
        string reference = TypeNames.Reference(type);
        string contextReference = TypeNames.Reference(context);
        return Holder(
            type,
            $"json {contextReference} {reference}",
            TypeNames.SerdeClass(type, "Json"),
            $"global::GenStreams.Serdes.JsonSerde<{reference}>",
            $"{contextReference}.Default.GetTypeInfo(typeof({reference}))");
    }

    /// <summary>A generated class that holds the one object of a serde.</summary>
    private PartModel Holder(ITypeSymbol type, string key, string className, string serde, string arguments)
    {
        if (registry.Find(key) is { } found)
        {
            return found;
        }

        string reference = TypeNames.Reference(type);
        var part = registry.Reserve(key, className, reference, type.IsReferenceType);
        registry.Complete(key, new InstanceCodec(reference, TypeNames.Display(type), part.Name, serde, arguments));
        return part;
    }

    private SerdeProblem? ProblemOf(ITypeSymbol serde, ITypeSymbol type)
    {
        string name = TypeNames.Display(serde);
        if (!compilation.IsSymbolAccessibleWithin(serde, topology))
        {
            return new SerdeProblem($"has the serde '{name}', which is not accessible from the topology", "make it accessible");
        }

        if (!Implements(serde, type))
        {
            return new SerdeProblem($"has the serde '{name}', which does not implement 'ISerde<{TypeNames.Display(type)}>'", "name one that does");
        }

        return HasInstance(serde) || HasConstructor(serde)
            ? null
            : new SerdeProblem(
                $"has the serde '{name}', which has neither a public constructor without parameters nor a static 'Instance' of its type",
                "give it one of the two");
    }

    private SerdeProblem? JsonProblem(ITypeSymbol? context, ITypeSymbol type)
    {
        if (context is null)
        {
            return new SerdeProblem("has a [Json] without a context", "name a 'JsonSerializerContext' that lists it");
        }

        string name = TypeNames.Display(context);
        if (!IsJsonContext(context))
        {
            return new SerdeProblem($"has the JSON context '{name}', which is not a 'JsonSerializerContext'", "name one that is");
        }

        if (!compilation.IsSymbolAccessibleWithin(context, topology))
        {
            return new SerdeProblem($"has the JSON context '{name}', which is not accessible from the topology", "make it accessible");
        }

        return context.GetAttributes().Any(a => Lists(a, type))
            ? null
            : new SerdeProblem(
                $"has the JSON context '{name}', which does not list it", $"add '[JsonSerializable(typeof({TypeNames.Display(type)}))]' to the context");
    }

    private static SerdeOverride ReadJson(IAssemblySymbol assembly)
    {
        var json = assembly.GetAttributes().FirstOrDefault(SerdeOverride.IsJson);
        return json is null ? SerdeOverride.None : SerdeOverride.OfJson(json);
    }

    private static bool Implements(ITypeSymbol serde, ITypeSymbol type) => serde.AllInterfaces.Any(i =>
        WellKnown.Is(i, "GenStreams", SerdeInterface) && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type));

    private static bool HasInstance(ITypeSymbol serde) => serde.GetMembers("Instance").Any(m =>
        m is { IsStatic: true, DeclaredAccessibility: Accessibility.Public }
        && m is IPropertySymbol { GetMethod: not null } or IFieldSymbol
        && SymbolEqualityComparer.Default.Equals((m as IPropertySymbol)?.Type ?? (m as IFieldSymbol)?.Type, serde));

    private static bool HasConstructor(ITypeSymbol serde) => serde is INamedTypeSymbol { IsAbstract: false } named
        && named.InstanceConstructors.Any(c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public);

    private static bool IsJsonContext(ITypeSymbol context)
    {
        for (var type = context.BaseType; type is not null; type = type.BaseType)
        {
            if (WellKnown.Is(type, "System.Text.Json.Serialization", "JsonSerializerContext"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Lists(AttributeData attribute, ITypeSymbol type) =>
        WellKnown.Is(attribute.AttributeClass, "System.Text.Json.Serialization", "JsonSerializableAttribute")
        && attribute.ConstructorArguments.Length > 0
        && SymbolEqualityComparer.Default.Equals(attribute.ConstructorArguments[0].Value as ITypeSymbol, type);
}
