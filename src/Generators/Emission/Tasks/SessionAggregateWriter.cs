using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes aggregations in sessions: those that the record joins are merged, the record is added, they are deleted, and the one that they
/// have become is put. Nothing is changed before the user's methods have done their work.
/// </summary>
internal static class SessionAggregateWriter
{
    public static void Write(NodeScope scope, AggregateWork work, SessionWindowModel window)
    {
        string key = scope.Bytes(scope.Key);
        var given = WindowAggregateWriter.Prepare(scope, work);
        string? countBuffer = AggregateWriter.CountBuffer(scope, work);
        string sessions = Sessions(scope.Task, scope.Node, work, window);
        scope.AtWork();
        using (scope.Writer.Block($"if (!{sessions}.Begin({key}.Span, {scope.Timestamp}))"))
        {
            scope.Writer.Line("Drop(\"its session is closed\");").Line("return;");
        }

        scope.Writer.Line();
        SessionValueWriter.Write(scope, work, sessions, countBuffer, given);
        scope.Bytes(scope.Value);
        Replace(scope, work, sessions);
        scope.Key = WindowAggregateWriter.Key(scope, work, Declare(scope, "session", sessions));
        if (work.ProgressStore is not null)
        {
            StoreWriter.Put(scope, work.Store);
            CloseWriter.Close(scope.Writer, scope.Task, scope.Node);
            return;
        }

        WindowAggregateWriter.SkipAbsent(scope, work, "return;");
        StoreWriter.ReadOld(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        scope.Timestamp = sessions + ".End";
        StoreWriter.Tell(scope, work.Store);
    }

    /// <summary>The field that finds a record's sessions.</summary>
    public static string Sessions(TaskWriter task, PlanNode node, AggregateWork work, SessionWindowModel window)
    {
        string arguments = $"{task.Store(work.Store)}, {CSharpLiteral.Of(window.Gap)}, {CSharpLiteral.Of(window.Grace)}";
        return task.Names.Windows(node, RuntimeTypes.Windows + "SessionWindows", arguments);
    }

    /// <summary>Writes what deletes the sessions that go into another, each with its end as timestamp.</summary>
    private static void Replace(NodeScope scope, AggregateWork work, string sessions)
    {
        string store = scope.Task.Store(work.Store);
        using (scope.Writer.Block($"while ({sessions}.MoveToReplaced())"))
        {
            var body = scope.Fork();
            body.Called();
            body.Key = WindowAggregateWriter.Key(body, work, Declare(body, "replaced", sessions));
            bool isTold = scope.Node.Outputs.Count > 0 && work.ProgressStore is null;
            if (isTold)
            {
                StoreWriter.ReadOld(body, work.Store);
            }

            string delete = $"{store}.Delete({body.Key.Bytes}.Span, {body.Timestamp}, Context.Record)";
            if (!isTold)
            {
                body.Writer.Line(delete + ";");
            }
            else
            {
                body.Timestamp = sessions + ".End";
                using (body.Writer.Block($"if ({delete} && !{store}.IsCached)"))
                {
                    body.Value = Nothing(body, work);
                    ForwardWriter.Guarded(body, ForwardWriter.Forward);
                }
            }
        }

        scope.Writer.Line();
    }

    private static string Declare(NodeScope scope, string name, string sessions)
    {
        string key = scope.Local(name);
        scope.Writer.Line($"var {key} = new {RuntimeTypes.Bytes}({sessions}.Key);");
        return key;
    }

    /// <summary>No value, in the forms that the output takes: the row is deleted.</summary>
    private static LaneVariable Nothing(NodeScope scope, AggregateWork work)
    {
        var forms = scope.Task.Plan.Nodes[scope.Node.Outputs[0]].In.Value.Forms;
        var type = scope.Task.Plan.Store(work.Store).Value;
        var nothing = new LaneVariable("deleted", type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process)) { Absence = "true" };
        if ((forms & Forms.Bytes) != 0)
        {
            nothing.Bytes = scope.Local("deletedBytes");
            scope.Writer.Line($"{RuntimeTypes.Bytes} {nothing.Bytes} = default;");
        }

        if ((forms & Forms.Decoded) != 0)
        {
            nothing.Decoded = scope.Local("deleted");
            nothing.IsDecodedNullable = true;
            scope.Writer.Line($"{nothing.DecodedType(true)} {nothing.Decoded} = null;");
        }

        return nothing;
    }
}
