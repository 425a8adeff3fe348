using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>What the readers of one topology class share.</summary>
internal sealed class ExtractionContext
{
    public ExtractionContext(Compilation compilation, INamedTypeSymbol topology, CancellationToken cancellation)
    {
        Compilation = compilation;
        Topology = topology;
        Cancellation = cancellation;
        Lanes = new LaneFactory(compilation, topology, Anchors);
        Signatures = new SignatureReader(Lanes, Anchors, cancellation);
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol Topology { get; }

    public CancellationToken Cancellation { get; }

    public AnchorTableBuilder Anchors { get; } = new();

    public DiagnosticBag Problems { get; } = new();

    public LaneFactory Lanes { get; }

    public SignatureReader Signatures { get; }
}
