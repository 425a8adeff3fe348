using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes the code that turns bytes into objects and back.</summary>
internal static class LaneEncoder
{
    /// <summary>Writes a decoded object into a buffer.</summary>
    public static void Encode(NodeScope scope, LaneVariable lane)
    {
        string decoded = lane.Decoded ?? throw new InvalidOperationException($"Nothing of {lane.Name} is at hand.");
        string bytes = scope.Local(lane.Name + "Bytes");
        lane.Bytes = bytes;
        if (lane.Type.Type.IsRaw)
        {
            string wrapped = $"new {RuntimeTypes.Bytes}({decoded})";
            scope.Writer.Line($"var {bytes} = {(lane.MayBeNull ? $"{decoded} is null ? default : {wrapped}" : wrapped)};");
            return;
        }

        string buffer = scope.Task.Names.Buffer(scope.Node, lane.Name);
        scope.At(scope.Node.Member, StepKind.Serialize);
        if (!lane.MayBeNull)
        {
            Serialize(scope, lane, buffer);
            scope.Writer.Line($"var {bytes} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
            return;
        }

        scope.Writer.Line($"{RuntimeTypes.Bytes} {bytes} = default;");
        using (scope.Writer.Block($"if ({decoded} is not null)"))
        {
            Serialize(scope, lane, buffer);
            scope.Writer.Line($"{bytes} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
        }
    }

    /// <summary>Reads an object from its bytes.</summary>
    public static void Decode(NodeScope scope, LaneVariable lane)
    {
        string bytes = lane.Bytes ?? throw new InvalidOperationException($"Nothing of {lane.Name} is at hand.");
        string decoded = scope.Local(lane.Name);
        scope.At(lane.Origin.Member, lane.Origin.Kind);
        string value = Deserialize(lane.Type.Serde.Instance, bytes);
        scope.Writer.Line(lane.MayBeNull
            ? $"{lane.DecodedType(true)} {decoded} = {bytes}.IsNull ? null : {value};"
            : $"{lane.DecodedType(false)} {decoded} = {value};");
        lane.IsDecodedNullable = lane.MayBeNull;
        lane.Decoded = decoded;
    }

    /// <summary>An expression that reads an object from bytes that are there.</summary>
    public static string Deserialize(string serde, string bytes) => $"{serde}.Deserialize({bytes}.Span)";

    private static void Serialize(NodeScope scope, LaneVariable lane, string buffer)
    {
        scope.Writer.Line($"{buffer}.ResetWrittenCount();");
        scope.Writer.Line($"{lane.Type.Serde.Instance}.Serialize({scope.Present(lane)}, {buffer});");
    }
}
