using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    private TypedEdge? ProcessOf(OperatorModel process, TypedEdge input) =>
        CheckRecord(process, process.Member.Method!, input) ? OwnStreamOf(process, input.Type) : null;

    /// <summary>The stream of the output that is no member; kind None when there is none.</summary>
    private static TypedEdge OwnStreamOf(OperatorModel operation, EdgeType otherwise)
    {
        var method = operation.Member.Method!;
        var edge = method.ResultValue is { } value
            ? new EdgeType(EdgeKind.Stream, method.ResultKey!, value)
            : otherwise with { Kind = EdgeKind.None };
        return new TypedEdge(edge, method.ResultKeyAnchor, method.ResultAnchor);
    }

    private static TypedEdge OutputOf(OutputModel output)
    {
        var property = output.Member.Property!;
        return new TypedEdge(property.Edge, property.KeyAnchor, property.ValueAnchor);
    }
}
