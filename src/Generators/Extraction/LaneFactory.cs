using System.Collections.Immutable;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Makes keys and values of edges: a type with its serde.</summary>
internal sealed class LaneFactory
{
    // A topology names a type many times, and looking into one costs more than all else that extraction does.
    private readonly Dictionary<ITypeSymbol, SerdeRef> _known = new(SymbolEqualityComparer.Default);
    private readonly SerdeCatalog _serdes;
    private readonly ITypeSymbol _bytes;

    public LaneFactory(Compilation compilation, INamedTypeSymbol topology, AnchorTableBuilder anchors)
    {
        var aliased = new AliasedAssemblies(compilation);
        _serdes = new SerdeCatalog(compilation, topology, anchors, aliased);
        Types = new TypeRefFactory(aliased);
        _bytes = compilation.CreateArrayTypeSymbol(compilation.GetSpecialType(SpecialType.System_Byte));
    }

    public TypeRefFactory Types { get; }

    public ImmutableArray<CodecModel> Codecs => _serdes.Codecs;

    public LaneType Create(ITypeSymbol type, SerdeOverride over) => new(Types.Create(type), SerdeOf(type, over));

    /// <summary>The keys of a windowed table. Their serde is known where the windows are made.</summary>
    public LaneType CreateWindowed(INamedTypeSymbol table)
    {
        var windowed = table.ContainingAssembly.GetTypeByMetadataName(KnownNames.Namespace + "." + KnownNames.Windowed)!;
        return Create(windowed.Construct(table.TypeArguments[0]), SerdeOverride.None);
    }

    public SerdeRef SerdeOf(ITypeSymbol type, SerdeOverride over)
    {
        var value = TypeRefFactory.IsSpanOfBytes(type) ? _bytes : type;
        if (!over.IsNone)
        {
            return _serdes.Resolve(value, over);
        }

        if (KnownNames.Is(MessagePackTypes.NullableValue(value) ?? value, KnownNames.Windowed))
        {
            return new SerdeRef(
                "", Problem: "is a key with its window, whose size is known only to the windowed table that it comes from")
            {
                Remedy = "make a key of your own of it",
            };
        }

        if (!_known.TryGetValue(value, out var serde))
        {
            _known.Add(value, serde = _serdes.Resolve(value, over));
        }

        return serde;
    }

    /// <summary>Bytes that are passed on as they are: what a one-step topology reads where its method does not ask.</summary>
    public LaneType Raw() => Create(_bytes, SerdeOverride.None);
}
