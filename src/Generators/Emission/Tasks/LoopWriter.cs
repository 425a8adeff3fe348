using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes work that makes any number of records: the method emits all, then they go on one by one.</summary>
internal static class LoopWriter
{
    /// <summary>Calls a method that emits to its outputs, and hands on what it emitted; further work on the record at hand may follow.</summary>
    public static void CallAndDrain(NodeScope scope, MethodModel method)
    {
        var drains = Clear(scope, method);
        scope.Writer.Line(CallWriter.Call(scope, method) + ";");
        Drain(scope, drains);
    }

    /// <summary>Empties a method's outputs before it is called.</summary>
    public static List<OutputDrain> Clear(NodeScope scope, MethodModel method)
    {
        var drains = OutputDrain.Of(scope, method);
        foreach (var drain in drains)
        {
            scope.Writer.Line($"{drain.Field}.Clear();");
        }

        if (drains.Count > 1)
        {
            scope.Writer.Line($"{Sequence(scope, drains)}.Clear();");
        }

        return drains;
    }

    /// <summary>Hands on what a method emitted.</summary>
    public static void Drain(NodeScope scope, List<OutputDrain> drains)
    {
        if (!drains.Exists(drain => drain.IsRead))
        {
            return;
        }

        // What passes by the loop is made once, before it; what the method made is made in it.
        if (scope.Node is { Work: FlatMapValuesWork, Out: { } lanes })
        {
            ForwardWriter.Share(scope, scope.Key, lanes.Key);
        }

        string? withHeaders = BeginHeaders(scope, drains);
        string index = scope.Local("i");
        if (drains.Count == 1)
        {
            Loop(scope, index, drains[0].Field, body =>
            {
                drains[0].EnterHeaders(body, withHeaders, index);
                drains[0].Forward(body, index);
            });
        }
        else
        {
            DrainSeveral(scope, drains, index, withHeaders);
        }

        if (withHeaders is not null)
        {
            using (scope.Writer.Line().Block($"if ({withHeaders})"))
            {
                scope.Writer.Line("EndEmit();");
            }
        }

        scope.Writer.Line();
        foreach (var drain in drains)
        {
            scope.Writer.Line($"{drain.Field}.Clear();");
        }
    }

    /// <summary>In the order of emission, whichever output it was.</summary>
    private static void DrainSeveral(NodeScope scope, List<OutputDrain> drains, string index, string? withHeaders)
    {
        string sequence = Sequence(scope, drains);
        var places = drains.Select(drain => scope.Local("next" + char.ToUpperInvariant(drain.Parameter[0]) + drain.Parameter.Substring(1))).ToList();
        scope.Writer.Line($"int {string.Join(", ", places.Select(place => place + " = 0"))};");
        Loop(scope, index, sequence, body =>
        {
            using (body.Writer.Block($"switch ({sequence}[{index}])"))
            {
                for (int i = 0; i < drains.Count; i++)
                {
                    using (body.Writer.Block($"case {CSharpLiteral.Of(i)}:"))
                    {
                        Section(body.Fork(), drains[i], places[i], withHeaders);
                        body.Writer.Line("break;");
                    }
                }
            }
        });
    }

    private static void Section(NodeScope section, OutputDrain drain, string place, string? withHeaders)
    {
        if (drain.IsRead)
        {
            string item = section.Local("at");
            section.Writer.Line($"int {item} = {place}++;");
            drain.EnterHeaders(section, withHeaders, item);
            drain.Forward(section, item);
        }
    }

    private static void Loop(NodeScope scope, string index, string list, Action<NodeScope> body)
    {
        using (scope.Writer.Block($"for (int {index} = 0; {index} < {list}.Count; {index}++)"))
        {
            ForwardWriter.Guarded(scope, fork =>
            {
                // In the second round the step is not what it was before the loop.
                fork.Called();
                body(fork);
            });
        }
    }

    /// <summary>Records can have headers of their own only where the method gave them some.</summary>
    private static string? BeginHeaders(NodeScope scope, List<OutputDrain> drains)
    {
        var tests = drains.Where(drain => drain.IsRecords).Select(drain => drain.Field + ".HasHeaders").ToList();
        if (tests.Count == 0)
        {
            return null;
        }

        string withHeaders = scope.Local("withHeaders");
        scope.Writer.Line($"bool {withHeaders} = {string.Join(" || ", tests)};");
        using (scope.Writer.Block($"if ({withHeaders})"))
        {
            scope.Writer.Line("BeginEmit();");
        }

        scope.Writer.Line();
        return withHeaders;
    }

    private static string Sequence(NodeScope scope, List<OutputDrain> drains) =>
        scope.Task.Names.Sequence(scope.Node, drains.Select(drain => drain.Field));
}
