using GenStreams.Generators.Binding;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Typing;
using GenStreams.Generators.Validation;

namespace GenStreams.Generators;

/// <summary>The compiler's passes, in order: a model goes in, files or messages come out. Pure, and never throws.</summary>
internal static class TopologyCompiler
{
    public static CompiledTopology Compile(TopologyModel model, CancellationToken cancellation)
    {
        var problems = new DiagnosticBag();
        problems.AddRange(model.Problems);
        StreamGraph? graph = null;
        var files = EquatableArray<FilePlan>.Empty;
        try
        {
            graph = model.IsBlocked ? null : BuildGraph(model, problems, cancellation);
            cancellation.ThrowIfCancellationRequested();
            files = graph is null ? files : TopologyEmitter.Files(PlanBuilder.Build(graph));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            graph = null;
            problems.Add(DiagnosticIds.InternalError, model.Anchor, OneLine(e));
        }

        return new CompiledTopology(
            model.Declaration.MetadataName, graph, files, graph is null ? StubModel.Of(model) : null, problems.ToSorted());
    }

    /// <summary>An exception as the text of a message.</summary>
    public static string OneLine(Exception exception) => exception.ToString().Replace("\r", "").Replace('\n', ' ');

    private static StreamGraph? BuildGraph(TopologyModel model, DiagnosticBag problems, CancellationToken cancellation)
    {
        var bound = NameBinder.Bind(model, problems);
        cancellation.ThrowIfCancellationRequested();
        var typed = TypeInference.Infer(model, bound, problems);
        cancellation.ThrowIfCancellationRequested();
        TopologyValidator.Validate(typed, problems);
        bool isWhole = typed.Nodes.All(static n => n.Output is not null) && !model.Operators.Any(static o => o is InvalidModel);
        if (!isWhole || problems.HasErrors)
        {
            return null;
        }

        var graph = new StreamGraph(
            model,
            typed.Nodes.Select(static n => new StreamNode(n.Operator, n.Inputs, n.Output!.Type, n.Facts)).ToEquatableArray(),
            typed.Stores);
        PunctuatorPlacement.Check(graph, problems);
        return problems.HasErrors ? null : graph;
    }
}
