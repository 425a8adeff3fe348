using System.Globalization;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    /// <summary>Kafka Streams' rule: filters and mappings of a versioned table tell its versions too, as long as they have no store.</summary>
    private static long? HistoryOf(OperatorModel operation, TypedEdge[] inputs) => operation switch
    {
        SourceModel source => source.HistoryRetention,
        ToTableModel table => table.HistoryRetention,
        FilterModel { Store: null } or MapValuesModel { Store: null } => inputs[0].History,
        _ => null,
    };

    /// <summary>Checks that a grace period is one of a stream with a versioned table.</summary>
    private bool CheckGrace(JoinModel join, TypedEdge left, TypedEdge right)
    {
        if (join.Grace is null)
        {
            return true;
        }

        string name = join.Member.Inputs[1].Name;
        var (problem, remedy) = (left.Kind, right.Kind) switch
        {
            (EdgeKind.Stream, EdgeKind.Stream) => ("it joins two streams", "set the Grace of its [Window]"),
            (EdgeKind.Table, _) => ("it joins tables, which have no records that could wait", "remove it"),
            (_, EdgeKind.GlobalTable) => ($"'{name}' is a global table, which keeps no history", "remove it, or make that a versioned Table"),
            _ when !right.IsVersioned => ($"'{name}' keeps no history to look back into", "remove it, or give that table a HistoryRetention"),
            _ => ("", ""),
        };
        if (problem.Length == 0)
        {
            return CheckHistory(join, right);
        }

        _problems.Add(DiagnosticIds.JoinGrace, join.Member.AnchorOf("Grace"), join.Member.Name, problem, remedy);
        return false;
    }

    private bool CheckHistory(JoinModel join, TypedEdge right)
    {
        if (join.Grace!.Value <= right.History!.Value)
        {
            return true;
        }

        _problems.Add(
            DiagnosticIds.LongJoinGrace,
            join.Member.AnchorOf("Grace"),
            join.Member.Name,
            join.Grace.Value.ToString(CultureInfo.InvariantCulture),
            join.Member.Inputs[1].Name,
            right.History.Value.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private TypedEdge? SuppressOf(SuppressModel suppress, TypedEdge input)
    {
        var upstream = suppress.Member.Inputs[0];
        if (input.IsVersioned)
        {
            _problems.Add(DiagnosticIds.SuppressVersions, upstream.Anchor, suppress.Member.Name, upstream.Name);
            return null;
        }

        if (suppress.TimeLimit is null && FinalResultsProblem(upstream.Name, input.Window) is (var problem, var remedy))
        {
            _problems.Add(
                DiagnosticIds.SuppressWindow, suppress.Member.AnchorOf("UntilWindowCloses"), suppress.Member.Name, problem, remedy);
            return null;
        }

        return PropertyOf(suppress, input);
    }

    private static (string Problem, string Remedy)? FinalResultsProblem(string upstream, WindowModel? window) => window switch
    {
        null => ($"'{upstream}' has none", "set UntilTimeLimit, or give the aggregation a [Window]"),
        { EmitsOnClose: true } => ($"'{upstream}' tells of a window only when it has closed", "remove the [Suppress]"),
        _ => null,
    };
}
