using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Writes the generated serdes: one nested sealed class for each type.</summary>
internal static class CodecEmitter
{
    private const string ReaderType = "global::GenStreams.Serdes.MessagePackReader";
    private const string WriterType = "global::GenStreams.Serdes.MessagePackWriter";

    /// <summary>Writes the classes, at the depth at hand, into the body of a static class.</summary>
    /// <remarks>
    /// They are oblivious of nullable references: types that differ in these only share a class, and on the wire any reference can be nil.
    /// </remarks>
    public static void Emit(SourceWriter writer, EquatableArray<CodecModel> codecs)
    {
        writer.Line("#nullable disable");
        for (int i = 0; i < codecs.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            Emit(writer, codecs[i]);
        }

        writer.Line("#nullable enable");
    }

    private static void Emit(SourceWriter writer, CodecModel codec)
    {
        switch (codec)
        {
            case InstanceCodec instance:
                Holder(writer, instance);
                break;
            case NullableCodec nullable:
                using (writer.Block($"internal static class {codec.ClassName}"))
                {
                    Body(writer, nullable, isNullable: true, ValueCodecEmitter.Write, ValueCodecEmitter.Read, ValueCodecEmitter.Check);
                }

                break;
            default:
                Serde(writer, codec);
                break;
        }
    }

    private static void Holder(SourceWriter writer, InstanceCodec codec)
    {
        writer.Template($$"""
            internal static class {{codec.ClassName}}
            {
                public static {{codec.Serde}} Instance { get; } = new {{codec.Serde}}({{codec.Arguments}});
            }
            """);
    }

    private static void Serde(SourceWriter writer, CodecModel codec)
    {
        bool isNullable = IsNullable(codec);
        writer.Template($$"""
            internal sealed class {{codec.ClassName}} : global::GenStreams.ISerde<{{codec.Type}}>
            {
                public static {{codec.ClassName}} Instance { get; } = new {{codec.ClassName}}();

                public void Serialize({{codec.Type}} value, global::System.Buffers.IBufferWriter<byte> output)
                {
                    var writer = new {{WriterType}}(output) { Member = {{Name(codec.Display)}} };
                    Write(ref writer, value);
                    writer.Flush();
                }

                public {{codec.Type}} Deserialize(global::System.ReadOnlySpan<byte> data)
                {
                    {{() => WithReader(writer, codec, isNullable, "var value = Read(ref reader);", "reader.CheckEnd();", "return value;")}}
                }

                public void Check(global::System.ReadOnlySpan<byte> data)
                {
                    {{() => WithReader(writer, codec, isNullable, "Check(ref reader);", "reader.CheckEnd();")}}
                }

                {{Bodies}}
            }
            """);

        void Bodies()
        {
            switch (codec)
            {
                case ObjectCodec type:
                    Body(writer, type, isNullable, ObjectEmitter.Write, ObjectEmitter.Read, ObjectEmitter.Check);
                    break;
                case SequenceCodec sequence:
                    Body(writer, sequence, isNullable, CollectionEmitter.Write, CollectionEmitter.Read, CollectionEmitter.Check);
                    break;
                case DictionaryCodec dictionary:
                    Body(writer, dictionary, isNullable, CollectionEmitter.Write, CollectionEmitter.Read, CollectionEmitter.Check);
                    break;
                case TupleCodec tuple:
                    Body(writer, tuple, isNullable, ValueCodecEmitter.Write, ValueCodecEmitter.Read, ValueCodecEmitter.Check);
                    break;
                case UnionCodec union:
                    Body(writer, union, isNullable, ValueCodecEmitter.Write, ValueCodecEmitter.Read, ValueCodecEmitter.Check);
                    break;
                case EnumCodec enumeration:
                    Body(writer, enumeration, isNullable, ValueCodecEmitter.Write, ValueCodecEmitter.Read, ValueCodecEmitter.Check);
                    break;
                case LeafCodec leaf:
                    Body(writer, leaf, isNullable: false, ValueCodecEmitter.Write, ValueCodecEmitter.Read, ValueCodecEmitter.Check);
                    break;
                default:
                    throw new InvalidOperationException($"No emitter for {codec.GetType().Name}.");
            }
        }
    }

    /// <summary>Writes what is done with a reader of the data.</summary>
    private static void WithReader(SourceWriter writer, CodecModel codec, bool isNullable, params string[] lines)
    {
        writer.Line($"var reader = new {ReaderType}(data) {{ Member = {Name(codec.Display)} }};");
        if (isNullable)
        {
            writer.Line("reader.CheckNotNil();");
        }

        if (codec is LeafCodec or EnumCodec)
        {
            Lines(writer, lines);
            return;
        }

        // Constructors, setters and comparers are the user's code: what they throw is about the data.
        writer.Template($$"""
            try
            {
                {{() => Lines(writer, lines)}}
            }
            catch (global::System.Exception e) when (e is not global::GenStreams.SerdeException)
            {
                throw new global::GenStreams.SerdeException("{{codec.Display}}: the data was refused: " + e.Message, e);
            }
            """);
    }

    private static void Lines(SourceWriter writer, string[] lines)
    {
        foreach (string line in lines)
        {
            writer.Line(line);
        }
    }

    /// <summary>The methods that codecs call on each other.</summary>
    private static void Body<T>(
        SourceWriter writer, T codec, bool isNullable, Action<SourceWriter, T> write, Action<SourceWriter, T> read, Action<SourceWriter, T> check)
        where T : CodecModel
    {
        string isNull = codec is SequenceCodec { Kind: SequenceKind.ImmutableArray } ? "value.IsDefault" : "value is null";
        writer.Template($$"""
            public static void Write(ref {{WriterType}} writer, {{codec.Type}} value)
            {
                {{() => EndAtNil(writer, isNullable, isNull, "writer.WriteNil();\nreturn;")}}
                {{() => write(writer, codec)}}
            }

            public static {{codec.Type}} Read(ref {{ReaderType}} reader)
            {
                {{() => EndAtNil(writer, isNullable, "reader.TryReadNil()", "return default;")}}
                {{() => read(writer, codec)}}
            }

            public static void Check(ref {{ReaderType}} reader)
            {
                {{() => EndAtNil(writer, isNullable, "reader.TryReadNil()", "return;")}}
                {{() => check(writer, codec)}}
            }
            """);
    }

    private static void EndAtNil(SourceWriter writer, bool isNullable, string isNil, string end)
    {
        if (isNullable)
        {
            writer.Template($$"""
                if ({{isNil}})
                {
                    {{end}}
                }

                """);
        }
    }

    /// <summary>Whether null is a value of the type, which its codec writes as nil.</summary>
    private static bool IsNullable(CodecModel codec) => codec switch
    {
        ObjectCodec type => type.IsNullable,
        TupleCodec tuple => tuple.IsNullable,
        LeafCodec leaf => leaf.Leaf.IsNullable,
        EnumCodec => false,
        _ => true,
    };

    /// <summary>A name as UTF-8.</summary>
    private static string Name(string name) => $"\"{name}\"u8";
}
