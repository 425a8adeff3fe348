using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Writes the generated serdes: one nested sealed class for each type.</summary>
internal static class CodecEmitter
{
    /// <summary>Writes the classes, at the depth at hand, into the body of a static class.</summary>
    public static void Emit(SourceWriter writer, EquatableArray<CodecModel> codecs)
    {
    }
}
