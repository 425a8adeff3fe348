using System.Collections.Immutable;
using GenStreams.Generators.Model;
using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Finds how types are serialised, and collects those whose serde is generated.</summary>
internal sealed class SerdeCatalog
{
    /// <summary>The class in the topology class that generated serdes are nested in.</summary>
    private const string Container = "GenStreamsSerdes";

    private readonly Compilation _compilation;
    private readonly AnchorTableBuilder _anchors;
    private readonly CodecRegistry _registry = new();
    private readonly SerdeOverrides _overrides;
    private readonly MessagePackTypes _messagePack;

    public SerdeCatalog(Compilation compilation, INamedTypeSymbol topology, AnchorTableBuilder anchors, AliasedAssemblies aliased)
    {
        _compilation = compilation;
        _anchors = anchors;
        _overrides = new SerdeOverrides(compilation, topology, _registry);
        _messagePack = new MessagePackTypes(compilation, topology, _registry, _overrides, aliased);
    }

    /// <summary>The types whose serde is generated, after all calls of <see cref="Resolve"/>; sorted by class name.</summary>
    public ImmutableArray<CodecModel> Codecs => _registry.Codecs;

    /// <summary>How a type is serialised: as the member's attribute says, else the type's, the assembly's, or what is built in.</summary>
    /// <param name="type">The type; for <c>T?</c> of a value type, <c>T</c> is meant: null never reaches a serde.</param>
    /// <param name="over">What the member asks for.</param>
    public SerdeRef Resolve(ITypeSymbol type, SerdeOverride over)
    {
        var value = MessagePackTypes.NullableValue(type) ?? type;
        var asked = over.IsNone ? _overrides.ForType(value) : over;
        if (asked.IsNone)
        {
            if (PrimitiveSerdes.Find(value) is { } primitive)
            {
                return primitive;
            }

            asked = _overrides.ForAssembly;
        }

        SerdeProblem? problem;
        var part = asked.IsNone ? _messagePack.Root(value, out problem) : _overrides.Instance(value, asked, out problem);
        return part switch
        {
            null => Refused(problem!),
            { Kind: PartKind.Codec } => new SerdeRef($"{Container}.{part.Name}.Instance") { Check = asked.IsNone ? SerdeCheck.Walk : SerdeCheck.Unknown },
            _ => new SerdeRef(part.Name),
        };
    }

    private SerdeRef Refused(SerdeProblem problem) => new("", Problem: problem.Text)
    {
        Remedy = problem.Remedy,
        Place = problem.Place is { SourceTree: { } tree } place && _compilation.ContainsSyntaxTree(tree) ? _anchors.Add(place) : null,
    };
}
