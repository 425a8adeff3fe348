using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>The names of a task class's members, and the fields that its methods turn out to need.</summary>
internal sealed class TaskNames
{
    /// <summary>Members of the base classes, types around the class, and the class's own methods that are not named after an operator.</summary>
    private static readonly string[] Reserved =
    [
        "AdvanceStreamTime",
        "At",
        "BeginDue",
        "BeginEmit",
        "BeginFlush",
        "CheckPartition",
        "Collector",
        "Context",
        "Drop",
        "EndDue",
        "EndEmit",
        "EndFlush",
        "Enter",
        "EnterDue",
        "EnterEmitted",
        "Equals",
        "ExtractTimestamp",
        "Finalize",
        "Flush",
        "GenStreamsSerdes",
        "GenStreamsWindowSerdes",
        "GetHashCode",
        "GetType",
        "Headers",
        "MemberwiseClone",
        "Process",
        "Punctuate",
        "ReferenceEquals",
        "RefuseNull",
        "Resumes",
        "SaveProgress",
        "ToString",
        "Unreadable",
        "VisitTimes",
    ];

    private readonly NameAllocator _members;
    private readonly Dictionary<string, string> _fields = [];
    private readonly string[] _methods;
    private readonly Dictionary<string, string> _flushes = [];
    private readonly Dictionary<string, string> _expiries = [];
    private readonly Dictionary<string, string> _closes = [];

    public TaskNames(SubTopologyPlan plan, string className)
    {
        _members = new NameAllocator([.. Reserved, className]);
        _methods = plan.Nodes.Select(node => _members.Allocate(Identifier.Method(MethodOf(node)))).ToArray();
        foreach (var store in plan.Stores)
        {
            _flushes.Add(store.Name, _members.Allocate("Flush" + store.Member));
            if (store.Rows.Retention is not null)
            {
                _expiries.Add("store " + store.Name, _members.Allocate("Expire" + store.Member));
            }
        }

        foreach (var join in plan.Nodes.Select(node => node.Work).OfType<JoinedWork>())
        {
            _expiries.Add("join " + join.Join.Member, _members.Allocate("Expire" + join.Join.Member));
        }
    }

    /// <summary>Declarations of the fields, in the order of their first use.</summary>
    public List<string> Declarations { get; } = [];

    /// <summary>What the constructor assigns.</summary>
    public List<string> Assignments { get; } = [];

    /// <summary>The method of a node.</summary>
    public string Method(int node) => _methods[node];

    /// <summary>The method that forwards a store's changes.</summary>
    public string Flush(string store) => _flushes[store];

    /// <summary>What finds the rows of a store whose retention is over.</summary>
    public string Retention(StorePlan store) => Assigned(
        "retention " + store.Name, store.Member + "-retention", RuntimeTypes.RowRetention, $"new({Store(store)}, {CSharpLiteral.Of(store.Rows.Retention!.Value)})");

    /// <summary>The method that deletes the rows of a store whose retention is over.</summary>
    public string Expire(StorePlan store) => _expiries["store " + store.Name];

    /// <summary>The method that forwards the rows of a join whose time is over.</summary>
    public string Expire(StreamJoinPlan join) => _expiries["join " + join.Member];

    /// <summary>What the sides of a join of two streams share.</summary>
    public string StreamJoin(SubTopologyPlan plan, StreamJoinPlan join)
    {
        string unjoined = join.UnjoinedStore is { } store ? Lookup(plan.Store(store)) : "null";
        string times = string.Join(", ", new[] { join.Window.Before, join.Window.After, join.Window.Grace }.Select(CSharpLiteral.Of));
        string keepsRight = CSharpLiteral.Of(join.Kind == JoinKind.Outer);
        string value = $"new({Lookup(plan.Store(join.LeftStore))}, {Lookup(plan.Store(join.RightStore))}, {unjoined}, {times}, {keepsRight})";
        return Assigned("join " + join.Member, join.Member, RuntimeTypes.StreamJoin, value);
    }

    /// <summary>The object of the topology class.</summary>
    public string Topology(string type) => Assigned("topology", "topology", type, "topology");

    /// <summary>A store.</summary>
    public string Store(StorePlan store) =>
        Assigned("store " + store.Name, store.Member, StoreTypes.Of(store.Kind), Lookup(store));

    /// <summary>A store of the user's own, with types.</summary>
    public string UserStore(StorePlan store)
    {
        string view = store.Kind is VersionedKind ? RuntimeTypes.TaskVersionedKeyValueStore : RuntimeTypes.TaskKeyValueStore;
        string type = $"{view}<{store.Key.Type.Reference}, {store.Value.Type.Reference}>";
        string serdes = $"{store.Key.DeclaredSerde()}, {store.Value.DeclaredSerde()}";
        return Assigned("user store " + store.Name, store.Member, type, $"new({Lookup(store)}, {serdes})");
    }

    private static string Lookup(StorePlan store) => $"context.Store<{StoreTypes.Of(store.Kind)}>({CSharpLiteral.Of(store.Name)})";

    /// <summary>The store of a global table.</summary>
    public string GlobalStore(string store) =>
        Assigned("global " + store, store, RuntimeTypes.GlobalKeyValueStore, $"context.GlobalStore({CSharpLiteral.Of(store)})");

    /// <summary>A topic that is written to.</summary>
    public string Topic(TopicPlan topic)
    {
        string name = $"new {RuntimeTypes.Topologies}TopicName({CSharpLiteral.Of(topic.Name)}{(topic.IsInternal ? ", true" : "")})";
        return Assigned("topic " + topic, "to-" + topic.Name, RuntimeTypes.OutputTopic, $"context.Topic({name})");
    }

    /// <summary>What a method emits to.</summary>
    public string Output(PlanNode node, ParameterModel parameter)
    {
        bool isOnly = node.Emits.Count == 0;
        string name = isOnly ? node.Member + "-output" : $"{node.Member}-{parameter.Name}";
        return Made($"output {node.Name} {(isOnly ? "" : parameter.Name)}", name, parameter.Type.Reference);
    }

    /// <summary>The order in which a method emits to its outputs.</summary>
    public string Sequence(PlanNode node, IEnumerable<string> outputs)
    {
        string key = "sequence " + node.Name;
        bool isNew = !_fields.ContainsKey(key);
        string sequence = Made(key, node.Member + "-order", RuntimeTypes.EmitSequence);
        if (isNew)
        {
            Assignments.AddRange(outputs.Select((output, i) => $"{output}.Follow({sequence}, {CSharpLiteral.Of(i)});"));
        }

        return sequence;
    }

    /// <summary>An object of the runtime that a node works with.</summary>
    public string Helper(PlanNode node, string name, string type) => Made($"helper {node.Name} {name}", $"{node.Name}-{name}", type);

    /// <summary>A buffer that a key or value is encoded into; one for each place, so that none is overwritten while it is read.</summary>
    public string Buffer(PlanNode node, string lane) => Made($"buffer {node.Name} {lane}", $"{node.Name}-{lane}", RuntimeTypes.Buffer);

    /// <summary>What a node has of the runtime's to work with its windows.</summary>
    public string Windows(PlanNode node, string type, string arguments) => Assigned("windows " + node.Name, node.Member + "-windows", type, $"new({arguments})");

    /// <summary>What a node has of the runtime's to find what has closed; made of other fields.</summary>
    public string Closed(PlanNode node, string type, string arguments) =>
        Assigned("closed " + node.Name, node.Member + "-closed", type, $"new({arguments})");

    /// <summary>The method that emits what a node has closed.</summary>
    public string Close(PlanNode node)
    {
        if (!_closes.TryGetValue(node.Name, out string? method))
        {
            _closes.Add(node.Name, method = _members.Allocate("Close" + node.Member));
        }

        return method;
    }

    /// <summary>As <see cref="Windows"/>, where it looks into the store.</summary>
    public string StoredWindows(PlanNode node, string type, string store, string arguments) =>
        Assigned("windows " + node.Name, node.Member + "-windows", type, $"new({store}, {arguments})");

    private static string MethodOf(PlanNode node) => node.Work switch
    {
        SourceWork or SplitWork or TableSideJoinWork or JoinSideWork or JoinBufferWork or TableWork or ForeignKeySubscribeWork
            or ForeignKeyAnswerWork or ForeignKeyTellWork or ForeignKeyResolveWork when node.Name != node.Member =>
            Identifier.Field(node.Name).Substring(1) is var name
            ? char.ToUpperInvariant(name[0]) + name.Substring(1)
            : node.Name,
        _ => node.Name,
    };

    private string Assigned(string key, string name, string type, string value)
    {
        if (!_fields.TryGetValue(key, out string? field))
        {
            field = _members.Allocate(Identifier.Field(name));
            _fields.Add(key, field);
            Declarations.Add($"private readonly {type} {field};");
            Assignments.Add($"{field} = {value};");
        }

        return field;
    }

    private string Made(string key, string name, string type)
    {
        if (!_fields.TryGetValue(key, out string? field))
        {
            field = _members.Allocate(Identifier.Field(name));
            _fields.Add(key, field);
            Declarations.Add($"private readonly {type} {field} = new();");
        }

        return field;
    }
}
