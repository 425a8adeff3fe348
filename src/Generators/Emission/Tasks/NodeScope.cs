using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// A place in the body of a method: what is at hand there, and how more is had. Forms of a key or value are made where they are asked
/// for, and known from there on.
/// </summary>
internal sealed class NodeScope
{
    private readonly NameAllocator _locals;
    private int _at = -1;

    public NodeScope(TaskWriter task, PlanNode node, SourceWriter writer, LaneVariable key, LaneVariable value, LaneVariable? old)
        : this(task, node, writer, key, value, old, new NameAllocator(["e", "isLatest", "timestamp", "context", "topology", "record", "source", "punctuation", "punctuator"]))
    {
    }

    private NodeScope(
        TaskWriter task, PlanNode node, SourceWriter writer, LaneVariable key, LaneVariable value, LaneVariable? old, NameAllocator locals)
    {
        Task = task;
        Node = node;
        Writer = writer;
        Key = key;
        Value = value;
        Old = old;
        _locals = locals;
    }

    public TaskWriter Task { get; }

    public PlanNode Node { get; }

    public SourceWriter Writer { get; }

    public LaneVariable Key { get; set; }

    public LaneVariable Value { get; set; }

    public LaneVariable? Old { get; set; }

    /// <summary>An expression for the record's timestamp.</summary>
    public string Timestamp { get; set; } = "timestamp";

    /// <summary>An expression for the partition that the record goes to when it is written next; null: the one of its key.</summary>
    public string? Partition { get; set; }

    /// <summary>An expression for whether the change is the latest of its key; null where it always is, or nobody asks.</summary>
    public string? IsLatest { get; set; }

    /// <summary>
    /// A name for a local variable that the method does not have yet. It begins with a small letter, as no method of a task does, and with no
    /// underscore, as fields do.
    /// </summary>
    public string Local(string name) => _locals.Allocate(Identifier.Local(name));

    /// <summary>The scope of a block inside this one: what is made there is not known here.</summary>
    public NodeScope Fork()
    {
        var fork = With(Node, Key.Copy(), Value.Copy(), Old?.Copy());
        fork._at = _at;
        _at = -1;
        return fork;
    }

    /// <summary>The scope of another node whose work is written into the same block.</summary>
    public NodeScope With(PlanNode node, LaneVariable key, LaneVariable value, LaneVariable? old) =>
        new(Task, node, Writer, key, value, old, _locals) { Timestamp = Timestamp, IsLatest = IsLatest, Partition = Partition };

    /// <summary>Notes which step comes.</summary>
    public void At(string member, StepKind kind)
    {
        int step = Task.Plan.Step(member, kind);
        if (step != _at)
        {
            Writer.Line($"At = {CSharpLiteral.Of(step)};");
            _at = step;
        }
    }

    /// <summary>Notes that the node's own work comes.</summary>
    public void AtWork() => At(Node.Member, StepKind.Process);

    /// <summary>After a call of another node's method: it has noted its own steps.</summary>
    public void Called() => _at = -1;

    /// <summary>An expression for whether something is null; <c>false</c> when it cannot be.</summary>
    public static string IsNull(LaneVariable lane) =>
        !lane.MayBeNull ? "false"
        : lane.Decoded is { } decoded ? $"{decoded} is null"
        : lane.Bytes is { } bytes ? $"{bytes}.IsNull"
        : lane.Absence ?? throw new InvalidOperationException($"Nothing of {lane.Name} is at hand.");

    /// <summary>An expression for whether something is not null; <c>true</c> when it cannot be.</summary>
    public static string IsPresent(LaneVariable lane) =>
        !lane.MayBeNull ? "true"
        : lane.Decoded is { } decoded ? $"{decoded} is not null"
        : lane.Bytes is { } bytes ? $"!{bytes}.IsNull"
        : $"!{lane.Absence}";

    /// <summary>An expression for whether any of some is null; null when none can be.</summary>
    public static string? AnyNull(params LaneVariable[] lanes)
    {
        var tests = lanes.Select(IsNull).Where(test => test != "false").ToList();
        return tests.Count == 0 ? null : string.Join(" || ", tests);
    }

    /// <summary>An expression for the bytes; encodes when they are not at hand.</summary>
    public string Bytes(LaneVariable lane)
    {
        if (lane.Bytes is null)
        {
            LaneEncoder.Encode(this, lane);
        }

        return lane.Bytes!;
    }

    /// <summary>An expression for the decoded object, null when it is null; decodes when it is not at hand.</summary>
    public string Decoded(LaneVariable lane)
    {
        if (lane.Decoded is null)
        {
            LaneEncoder.Decode(this, lane);
        }

        return lane.Decoded!;
    }

    /// <summary>As <see cref="Decoded"/>, for a place that wants a type without null, where null is ruled out.</summary>
    public string Present(LaneVariable lane)
    {
        string decoded = Decoded(lane);
        return lane.IsDecodedNullable && lane.Type.Type.IsValueType ? decoded + ".GetValueOrDefault()" : decoded;
    }

    /// <summary>A lane as an output of a type reads it.</summary>
    public LaneVariable Carried(LaneVariable lane, LaneType type)
    {
        var carried = lane.Copy(type);
        switch (LaneCarriage.Between(lane.Type, type))
        {
            case Carriage.Bytes:
                carried.Bytes = Bytes(lane);
                carried.Decoded = null;
                break;
            case Carriage.Decoded:
                carried.Decoded = Decoded(lane);
                carried.IsDecodedNullable = lane.IsDecodedNullable;
                carried.Bytes = null;
                break;
        }

        return carried;
    }
}
