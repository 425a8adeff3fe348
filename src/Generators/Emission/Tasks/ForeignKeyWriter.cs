using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes the nodes of foreign-key joins. What they say to each other is made and read by the runtime; the code here serialises keys and
/// rows for it and calls the user's methods.
/// </summary>
internal static class ForeignKeyWriter
{
    public static void Write(NodeScope scope)
    {
        scope.AtWork();
        VersionWriter.EndIfLate(scope, "Drop(\"a later version of its key is known\");", "return;");
        switch (scope.Node.Work)
        {
            case ForeignKeySubscribeWork work:
                Subscribe(scope, work);
                break;
            case ForeignKeyAnswerWork work:
                Answer(scope, work);
                break;
            case ForeignKeyTellWork work:
                Tell(scope, work);
                break;
            case ForeignKeyResolveWork work:
                Resolve(scope, work);
                break;
        }
    }

    private static void Subscribe(NodeScope scope, ForeignKeySubscribeWork work)
    {
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        string newKey = ForeignKeyOf(scope, work.ForeignKey, scope.Value, "newForeignKey");
        string oldKey = ForeignKeyOf(scope, work.ForeignKey, scope.Old!, "oldForeignKey");
        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string subscriber = scope.Task.Names.Helper(scope.Node, "subscriber", TableTypes.ForeignKeySubscriber);
        string subscriptions = scope.Local("subscriptions");
        string row = $"Context.Id.Partition, {key}, {value}, {newKey}";
        if (work.IsLeft)
        {
            string wasThere = NodeScope.IsPresent(scope.Old!);
            scope.Writer.Line($"var {subscriptions} = {subscriber}.Left({row}, {wasThere}, {oldKey});");
        }
        else
        {
            using (scope.Writer.Block($"if (!{value}.IsNull && {newKey}.IsNull)"))
            {
                scope.Writer.Line("Drop(\"its foreign key is null\");");
            }

            scope.Writer.Line();
            scope.Writer.Line($"var {subscriptions} = {subscriber}.Inner({row}, {oldKey});");
        }

        using (scope.Writer.Block($"while ({subscriptions}.MoveNext())"))
        {
            Send(scope.Fork(), $"{subscriptions}.ForeignKey", $"{subscriptions}.Value");
        }
    }

    /// <summary>Writes what foreign key a row has, as the right table serialises its keys; null when it has none, or is not there.</summary>
    private static string ForeignKeyOf(NodeScope scope, MethodModel method, LaneVariable row, string name)
    {
        string bytes = scope.Local(name + "Bytes");
        scope.Writer.Line($"{RuntimeTypes.Bytes} {bytes} = default;");
        var present = row.Copy();
        present.MayBeNull = false;
        if (!row.MayBeNull)
        {
            Select(scope, method, present, name, bytes);
            return bytes;
        }

        using (scope.Writer.Block($"if ({NodeScope.IsPresent(row)})"))
        {
            Select(scope.Fork(), method, present, name, bytes);
        }

        scope.Writer.Line();
        return bytes;
    }

    private static void Select(NodeScope scope, MethodModel method, LaneVariable row, string name, string bytes)
    {
        var given = new Dictionary<ParameterRole, string>();
        if (method.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.Value) is { } parameter)
        {
            given.Add(ParameterRole.Value, CallWriter.Data(scope, method, parameter, row, scope.Node.Member));
        }

        bool mayBeNull = method.Returns is { IsNullable: true, IsSpan: false };
        var plan = new LanePlan(method.ResultKey!, Forms.None, mayBeNull, new StepPlan(scope.Node.Member, StepKind.Process));
        var key = WorkWriter.Result(scope, CallWriter.Call(scope, method, given), method, name, plan);
        string serialized = scope.Bytes(scope.Carried(key, scope.Node.Out!.Key.Type));
        scope.Writer.Line($"{bytes} = {serialized};");
    }

    private static void Answer(NodeScope scope, ForeignKeyAnswerWork work)
    {
        StoreWriter.DropIfNull(scope, "it is no subscription", scope.Value);
        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string subscription = scope.Local("subscription");
        scope.Writer.Line($"var {subscription} = {TableTypes.ForeignKeySubscription}.Read({value}.Span);");
        if (scope.Key.MayBeNull)
        {
            using (scope.Writer.Block($"if ({key}.IsNull)"))
            {
                WithoutKey(scope.Fork(), subscription);
            }

            scope.Writer.Line();
            scope.Key.MayBeNull = false;
        }

        string store = scope.Task.Store(work.Store);
        string row = $"{key}.Span, {subscription}.PrimaryKey.Span";
        using (scope.Writer.Block($"if ({subscription}.Ends)"))
        {
            scope.Writer.Line($"{store}.Delete({row}, {scope.Timestamp});");
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line($"{store}.Put({row}, {value}.Span, {scope.Timestamp});");
        }

        scope.Writer.Line();
        var (right, timestamp) = TableViewWriter.ReadTimed(scope, work.Right, "right", needsBytes: true);
        using (scope.Writer.Block($"if ({NodeScope.IsPresent(right)})"))
        {
            scope.Writer.Line($"{scope.Timestamp} = {RuntimeTypes.Math}.Max({scope.Timestamp}, {timestamp});");
        }

        scope.Writer.Line();
        string found = scope.Bytes(right);
        scope.AtWork();
        using (scope.Writer.Block($"if ({subscription}.IsAnswered(isFound: !{found}.IsNull))"))
        {
            Respond(scope.Fork(), subscription, $"{subscription}.Ends ? default : {found}");
        }
    }

    /// <summary>A row that has no foreign key is in the result of a left join all the same.</summary>
    private static void WithoutKey(NodeScope scope, string subscription)
    {
        using (scope.Writer.Block($"if ({subscription}.KeepsUnmatched)"))
        {
            Respond(scope.Fork(), subscription, "default");
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line("Drop(\"its foreign key is null\");");
        }

        scope.Writer.Line().Line("return;");
    }

    private static void Tell(NodeScope scope, ForeignKeyTellWork work)
    {
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string subscribers = scope.Local("subscribers");
        scope.Writer.Line($"var {subscribers} = {scope.Task.Store(work.Store)}.Of({key}.Span);");
        using (scope.Writer.Block($"while ({subscribers}.MoveNext())"))
        {
            string subscription = scope.Local("subscription");
            scope.Writer.Line($"var {subscription} = {TableTypes.ForeignKeySubscription}.Read({subscribers}.Subscription);");
            Respond(scope.Fork(), subscription, value);
        }
    }

    private static void Resolve(NodeScope scope, ForeignKeyResolveWork work)
    {
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        StoreWriter.DropIfNull(scope, "it is no answer", scope.Value);
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string response = scope.Local("response");
        scope.Writer.Line($"var {response} = {TableTypes.ForeignKeyResponse}.Read({value}.Span);");
        var left = TableViewWriter.Read(scope, work.Left, "left", needsBytes: true);
        string current = scope.Bytes(left);
        scope.AtWork();
        using (scope.Writer.Block($"if (!{response}.IsFor({current}))"))
        {
            scope.Writer.Line("Drop(\"the left row has changed since it asked\");").Line("return;");
        }

        scope.Writer.Line();
        var origin = new StepPlan(scope.Node.Member, StepKind.Process);
        var right = new LaneVariable("right", work.Right, mayBeNull: true, origin) { Bytes = $"{response}.RightValue" };
        scope.Value = JoinedWriter.Write(scope, work.Method, work.Kind, left, right, "joined", scope.Node.Out!.Value.Type);
        ForwardWriter.Forward(scope);
    }

    private static void Respond(NodeScope scope, string subscription, string right)
    {
        string responder = scope.Task.Names.Helper(scope.Node, "responder", TableTypes.ForeignKeyResponder);
        scope.Partition = $"{subscription}.Partition";
        Send(scope, $"{subscription}.PrimaryKey", $"{responder}.Write({subscription}.Hash, {right})");
    }

    private static void Send(NodeScope scope, string key, string value)
    {
        var lanes = scope.Node.Out!;
        scope.Key = new LaneVariable("key", lanes.Key.Type, lanes.Key.MayBeNull, lanes.Key.Origin) { Bytes = key };
        scope.Value = new LaneVariable("value", lanes.Value.Type, mayBeNull: false, lanes.Value.Origin) { Bytes = value };
        ForwardWriter.Forward(scope);
    }
}
