using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission;

/// <summary>How serdes are asked whether bytes can be read.</summary>
internal static class CheckWriter
{
    /// <summary>An expression for what has the method <c>Check</c>: a serde of the user's may have only the interface's.</summary>
    public static string Checker(LaneType lane) => lane.Serde.Check == SerdeCheck.Unknown && lane.Serde.Windowed is null
        ? $"((global::GenStreams.ISerde<{lane.Type.NotNull()}>){lane.Serde.Instance})"
        : lane.Serde.Instance;

    /// <summary>An object that checks the records of a topic; null when all bytes can be read.</summary>
    public static string? RecordCheck(LaneType key, LaneType value)
    {
        string? keys = MethodOf(key);
        string? values = MethodOf(value);
        return keys is null && values is null ? null : $"new({keys ?? "null"}, {values ?? "null"})";
    }

    private static string? MethodOf(LaneType lane) =>
        lane.Type.IsRaw || lane.Serde.Check == SerdeCheck.None ? null : Checker(lane) + ".Check";
}
