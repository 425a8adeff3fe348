using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>In which form a key or value gets from an edge to another.</summary>
internal enum Carriage
{
    /// <summary>In any form: type and serde are the same.</summary>
    AsIs,

    /// <summary>As bytes: one side does not look into them.</summary>
    Bytes,

    /// <summary>Decoded: the type is the same, the serde is not.</summary>
    Decoded,
}

/// <summary>Compares the ends of an edge.</summary>
internal static class LaneCarriage
{
    public static Carriage Between(LaneType from, LaneType to) =>
        from.Type.Identity == to.Type.Identity && from.Serde.Instance == to.Serde.Instance ? Carriage.AsIs
        : from.Type.IsRaw || to.Type.IsRaw ? Carriage.Bytes
        : Carriage.Decoded;

    /// <summary>The forms that survive.</summary>
    public static Forms Through(this Forms forms, Carriage carriage) => carriage switch
    {
        Carriage.AsIs => forms,
        Carriage.Bytes => forms & (Forms.Bytes | Forms.Presence),
        _ => forms & (Forms.Decoded | Forms.Presence),
    };

    /// <summary>The forms that must be at hand on the near side so that some can be had on the far side.</summary>
    public static Forms Before(this Forms forms, Carriage carriage) => carriage switch
    {
        Carriage.AsIs => forms,
        _ when (forms & (Forms.Bytes | Forms.Decoded)) == 0 => forms,
        Carriage.Bytes => Forms.Bytes,
        _ => Forms.Decoded,
    };
}
