using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning;

/// <summary>Bytes that no operator looks into: what the runtime itself writes to internal topics.</summary>
internal static class RawLane
{
    public static LaneType Type { get; } = new(
        new TypeRef("byte[]", TypeRef.RawIdentity, "byte[]", IsValueType: false, IsNullable: false),
        new SerdeRef("global::GenStreams.Serdes.ByteArraySerde.Instance") { Check = SerdeCheck.None });
}
