using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>A key or value while the body of a method is written: which variables hold it, in which forms.</summary>
/// <param name="name">Base of its variables' names.</param>
/// <param name="type">Its type.</param>
/// <param name="mayBeNull">Whether it can be null, as far as the code at hand knows.</param>
/// <param name="origin">Whose error it is when its bytes cannot be decoded.</param>
internal sealed class LaneVariable(string name, LaneType type, bool mayBeNull, StepPlan origin)
{
    public string Name { get; } = name;

    public LaneType Type { get; } = type;

    public bool MayBeNull { get; set; } = mayBeNull;

    public StepPlan Origin { get; } = origin;

    /// <summary>An expression for its bytes, of type <c>Bytes</c>; null when they are not at hand.</summary>
    public string? Bytes { get; set; }

    /// <summary>An expression for the decoded object; null when it is not at hand.</summary>
    public string? Decoded { get; set; }

    /// <summary>Whether the decoded variable is of a nullable type, which it can be though null is ruled out by now.</summary>
    public bool IsDecodedNullable { get; set; }

    /// <summary>An expression for whether it is null, where nothing else is at hand.</summary>
    public string? Absence { get; set; }

    /// <summary>The type of its decoded variable.</summary>
    public string DecodedType(bool mayBeNull) => Type.Type.IsSpan ? mayBeNull ? "byte[]?" : "byte[]" : Type.Type.Declared(mayBeNull);

    /// <summary>The same variables, of another type or in a branch of the code, where more forms can be made without the original knowing.</summary>
    public LaneVariable Copy(LaneType? type = null) => new(Name, type ?? Type, MayBeNull, Origin)
    {
        Bytes = Bytes,
        Decoded = Decoded,
        IsDecodedNullable = IsDecodedNullable,
        Absence = Absence,
    };
}
