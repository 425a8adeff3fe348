using GenStreams.Generators.Model;
using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Finds how types are written as MessagePack, and what stands in the way.</summary>
internal sealed class MessagePackTypes
{
    /// <summary>How deep types may be made of types: beyond it are generic types that grow forever.</summary>
    public const int MaxDepth = 64;

    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _topology;
    private readonly CodecRegistry _registry;
    private readonly SerdeOverrides _overrides;
    private readonly AliasedAssemblies _aliased;
    private readonly Dictionary<string, SerdeProblem> _problems = new(StringComparer.Ordinal);
    private int _depth;

    public MessagePackTypes(Compilation compilation, INamedTypeSymbol topology, CodecRegistry registry, SerdeOverrides overrides, AliasedAssemblies aliased)
    {
        _aliased = aliased;
        _compilation = compilation;
        _topology = topology;
        _registry = registry;
        _overrides = overrides;
    }

    /// <summary><c>T</c> of <c>T?</c> of a value type; null for another type.</summary>
    public static ITypeSymbol? NullableValue(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : null;

    /// <summary>The codec of a type that is a whole key or value; null with a problem when there is none.</summary>
    public PartModel? Root(ITypeSymbol type, out SerdeProblem? problem) =>
        LeafTypes.Find(type) is { } leaf
            ? Codec(type, out problem, name => new LeafCodec(leaf.Type, TypeNames.Display(type), name, leaf))
            : Codec(type, out problem);

    /// <summary>How a type is written inside of another, as a member's attributes ask; null with a problem when it cannot be.</summary>
    public PartModel? Part(ITypeSymbol type, ISymbol? member, out SerdeProblem? problem)
    {
        if (NullableValue(type) is { } value)
        {
            return Nullable(type, value, member, out problem);
        }

        var asked = member is null ? SerdeOverride.None : SerdeOverride.Read(member, key: false);
        asked = asked.IsNone ? _overrides.ForType(type) : asked;
        if (!asked.IsNone)
        {
            return Embedded(_overrides.Instance(type, asked, out problem));
        }

        problem = null;
        return LeafTypes.Find(type) ?? Codec(type, out problem);
    }

    /// <summary>Whether generated code may name a symbol.</summary>
    public bool IsAccessible(ISymbol symbol) => _compilation.IsSymbolAccessibleWithin(symbol, _topology);

    private static PartModel? Embedded(PartModel? serde) =>
        serde is { Kind: PartKind.Codec } holder ? holder with { Kind = PartKind.Embedded, Name = holder.Name + ".Instance" } : serde;

    private PartModel? Nullable(ITypeSymbol type, ITypeSymbol value, ISymbol? member, out SerdeProblem? problem)
    {
        var part = Part(value, member, out problem);
        return part is null ? null : Reserved(
            TypeNames.Reference(type) + " " + part.Name,
            type,
            isNullable: true,
            name => new NullableCodec(TypeNames.Reference(type), TypeNames.Display(type), name, part));
    }

    private PartModel? Codec(ITypeSymbol type, out SerdeProblem? problem) => Codec(type, out problem, name => Model(type, name));

    private PartModel? Codec(ITypeSymbol type, out SerdeProblem? problem, Func<string, Built> build)
    {
        string key = TypeNames.Reference(type);
        if (_registry.Find(key) is { } found)
        {
            problem = null;
            return found;
        }

        if (_problems.TryGetValue(key, out problem))
        {
            return null;
        }

        int mark = _registry.Mark;
        var part = _registry.Reserve(key, TypeNames.SerdeClass(type), key, type.IsReferenceType);
        _depth++;
        var built = build(part.Name);
        _depth--;
        if (built.Codec is { } codec)
        {
            _registry.Complete(key, codec);
            return part;
        }

        _registry.ForgetSince(mark);
        _problems[key] = problem = built.Problem!;
        return null;
    }

    private PartModel Reserved(string key, ITypeSymbol type, bool isNullable, Func<string, CodecModel> build)
    {
        if (_registry.Find(key) is { } found)
        {
            return found;
        }

        var part = _registry.Reserve(key, TypeNames.SerdeClass(type), TypeNames.Reference(type), isNullable);
        _registry.Complete(key, build(part.Name));
        return part;
    }

    private Built Model(ITypeSymbol type, string className)
    {
        if (_depth > MaxDepth)
        {
            return SerdeProblem.Endless;
        }

        if (!IsAccessible(type))
        {
            return "is not accessible from the topology";
        }

        if (_aliased.AliasOf(type) is { } alias)
        {
            return new SerdeProblem($"is in an assembly whose only alias is '{alias}'", "add 'global' to the aliases of the reference");
        }

        return Impossible.Reason(type) is { } reason ? reason
            : type is IArrayTypeSymbol array ? Sequence(array, SequenceKind.Array, array.ElementType, className)
            : Named((INamedTypeSymbol)type, className);
    }

    private Built Named(INamedTypeSymbol type, string className)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            var underlying = LeafTypes.Find(type.EnumUnderlyingType!)!;
            return new EnumCodec(TypeNames.Reference(type), TypeNames.Display(type), className, underlying);
        }

        if (CollectionTypes.SequenceKindOf(type) is { } sequence)
        {
            return Sequence(type, sequence, type.TypeArguments[0], className);
        }

        if (CollectionTypes.DictionaryKindOf(type) is { } dictionary)
        {
            return Dictionary(type, dictionary, className);
        }

        if (CollectionTypes.TupleElements(type) is { } names)
        {
            return Tuple(type, names, className);
        }

        return type.TypeKind == TypeKind.Interface || type.IsAbstract
            ? new UnionReader(this, type).Read(className)
            : Impossible.ReasonForObject(type) is { } reason ? reason : new ObjectReader(this, type).Read(className);
    }

    private Built Sequence(ITypeSymbol type, SequenceKind kind, ITypeSymbol elementType, string className) =>
        Part(elementType, null, out SerdeProblem? problem) is { } element
            ? new SequenceCodec(TypeNames.Reference(type), TypeNames.Display(type), className, kind, element)
            : Inside("elements", elementType, problem);

    private Built Dictionary(INamedTypeSymbol type, DictionaryKind kind, string className)
    {
        if (Part(type.TypeArguments[0], null, out SerdeProblem? problem) is not { } key)
        {
            return Inside("keys", type.TypeArguments[0], problem);
        }

        return Part(type.TypeArguments[1], null, out problem) is { } value
            ? new DictionaryCodec(TypeNames.Reference(type), TypeNames.Display(type), className, kind, key, value)
            : Inside("values", type.TypeArguments[1], problem);
    }

    private Built Tuple(INamedTypeSymbol type, string[] names, string className)
    {
        var elements = new List<TupleElement>();
        foreach (var (name, argument) in names.Zip(type.TypeArguments, (n, a) => (n, a)))
        {
            if (Part(argument, null, out SerdeProblem? problem) is not { } part)
            {
                return Inside("elements", argument, problem);
            }

            elements.Add(new TupleElement(name, part));
        }

        return new TupleCodec(
            TypeNames.Reference(type),
            TypeNames.Display(type),
            className,
            type.IsReferenceType,
            Collections.EquatableArrayExtensions.ToEquatableArray(elements));
    }

    private static Built Inside(string what, ITypeSymbol type, SerdeProblem? problem) =>
        problem!.In($"has {what} of type '{TypeNames.Display(type)}', which ");

    /// <summary>A codec, or why there is none.</summary>
    internal readonly struct Built
    {
        private Built(CodecModel? codec, SerdeProblem? problem)
        {
            Codec = codec;
            Problem = problem;
        }

        public CodecModel? Codec { get; }

        public SerdeProblem? Problem { get; }

        public static implicit operator Built(CodecModel codec) => new(codec, null);

        public static implicit operator Built(SerdeProblem problem) => new(null, problem);

        public static implicit operator Built(string problem) => new(null, problem);
    }
}
