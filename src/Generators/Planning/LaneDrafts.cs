using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>The lanes of a node while they are being planned.</summary>
internal sealed class LaneDrafts
{
    /// <summary>The key.</summary>
    public LaneDraft Key { get; } = new(LaneKind.Key);

    /// <summary>The value; of a table the new one.</summary>
    public LaneDraft Value { get; } = new(LaneKind.Value);

    /// <summary>The value before the change.</summary>
    public LaneDraft Old { get; } = new(LaneKind.Old);

    /// <summary>All of them.</summary>
    public IEnumerable<LaneDraft> All => [Key, Value, Old];

    /// <summary>One of them.</summary>
    public LaneDraft this[LaneKind kind] => kind == LaneKind.Key ? Key : kind == LaneKind.Value ? Value : Old;
}

/// <summary>What a lane carries.</summary>
internal enum LaneKind
{
    Key,
    Value,
    Old,
}

/// <summary>A lane through a node: what comes in, what the node itself uses, what goes out.</summary>
internal sealed class LaneDraft(LaneKind kind)
{
    /// <summary>Which lane.</summary>
    public LaneKind Kind { get; } = kind;

    /// <summary>Its type on the way in.</summary>
    public LaneType InType { get; set; } = null!;

    /// <summary>Its type on the way out.</summary>
    public LaneType OutType { get; set; } = null!;

    /// <summary>The forms that the node itself reads.</summary>
    public Forms Uses { get; set; }

    /// <summary>Whether what comes in goes out; else the node makes it.</summary>
    public bool Passes { get; set; } = true;

    /// <summary>The forms in which the node makes it, when it does not pass.</summary>
    public Forms Makes { get; set; }

    /// <summary>Whether it cannot be null any more after the node has read it.</summary>
    public bool Refines { get; set; }

    /// <summary>Whether what the node makes can be null.</summary>
    public bool MakesNull { get; set; }

    /// <summary>The forms that the node or anything downstream reads.</summary>
    public Forms Needed { get; set; }

    /// <summary>The forms that anything downstream reads.</summary>
    public Forms NeededBelow { get; set; }

    /// <summary>The forms that callers pass.</summary>
    public Forms Entry { get; set; }

    /// <summary>The forms at hand when the record leaves.</summary>
    public Forms Leaving { get; set; }

    /// <summary>The forms that are made before the first output gets the record.</summary>
    public Forms Shared { get; set; }

    /// <summary>Whether null can come in.</summary>
    public bool InMayBeNull { get; set; }

    /// <summary>Whether null can go out.</summary>
    public bool OutMayBeNull { get; set; }

    /// <summary>Whose error it is when the incoming bytes cannot be decoded.</summary>
    public StepPlan InOrigin { get; set; } = null!;

    /// <summary>Whose error it is when the outgoing bytes cannot be decoded.</summary>
    public StepPlan OutOrigin { get; set; } = null!;

    /// <summary>Whether what comes in goes out as it is, bytes and all.</summary>
    public Carriage Carriage => LaneCarriage.Between(InType, OutType);
}
