using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>In which forms a key or value is at hand.</summary>
[Flags]
internal enum Forms
{
    None = 0,

    /// <summary>Its bytes, in a <c>Bytes</c>.</summary>
    Bytes = 1,

    /// <summary>The decoded object.</summary>
    Decoded = 2,

    /// <summary>Only whether it is null.</summary>
    Presence = 4,
}

/// <summary>The keys and values on one side of a node.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; of a table the new one.</param>
/// <param name="Old">The value before the change; null where nobody needs it.</param>
internal sealed record LanesPlan(LanePlan Key, LanePlan Value, LanePlan? Old);

/// <summary>A key or a value on its way through the nodes.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Forms">
/// On the way in: the forms that callers pass. On the way out: the forms that are made, where they are missing, before the first output
/// gets the record, since several outputs need them.
/// </param>
/// <param name="MayBeNull">Whether null can come.</param>
/// <param name="Origin">Whose error it is when the bytes cannot be decoded.</param>
internal sealed record LanePlan(LaneType Type, Forms Forms, bool MayBeNull, StepPlan Origin);
