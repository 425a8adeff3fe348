using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Writes the bodies of codecs of single values, tuples and unions.</summary>
internal static class ValueCodecEmitter
{
    public static void Write(SourceWriter writer, LeafCodec codec) => writer.Line(Part.Write(codec.Leaf, "value"));

    public static void Read(SourceWriter writer, LeafCodec codec) => writer.Line($"return {Part.Read(codec.Leaf)};");

    public static void Check(SourceWriter writer, LeafCodec codec) => writer.Line(Part.Check(codec.Leaf));

    public static void Write(SourceWriter writer, EnumCodec codec) =>
        writer.Line(Part.Write(codec.Underlying, $"({codec.Underlying.Type})value"));

    public static void Read(SourceWriter writer, EnumCodec codec) => writer.Line($"return ({codec.Type}){Part.Read(codec.Underlying)};");

    public static void Check(SourceWriter writer, EnumCodec codec) => writer.Line(Part.Check(codec.Underlying));

    public static void Write(SourceWriter writer, NullableCodec codec) => writer.Line(Part.Write(codec.Value, "value.GetValueOrDefault()"));

    public static void Read(SourceWriter writer, NullableCodec codec) => writer.Line($"return {Part.Read(codec.Value)};");

    public static void Check(SourceWriter writer, NullableCodec codec) => writer.Line(Part.Check(codec.Value));

    public static void Write(SourceWriter writer, TupleCodec codec)
    {
        writer.Line($"writer.BeginArray({codec.Elements.Count});");
        foreach (var element in codec.Elements)
        {
            writer.Line(Part.Write(element.Part, "value." + element.Name));
        }

        writer.Line("writer.End();");
    }

    public static void Read(SourceWriter writer, TupleCodec codec)
    {
        writer.Line($"reader.BeginArray({codec.Elements.Count});");
        foreach (var element in codec.Elements)
        {
            writer.Line($"var read{element.Name} = {Part.Read(element.Part)};");
        }

        writer.Line("reader.End();");
        writer.Line($"return new {codec.Type}({string.Join(", ", codec.Elements.Select(e => "read" + e.Name))});");
    }

    public static void Check(SourceWriter writer, TupleCodec codec)
    {
        writer.Line($"reader.BeginArray({codec.Elements.Count});");
        foreach (var element in codec.Elements)
        {
            writer.Line(Part.Check(element.Part));
        }

        writer.Line("reader.End();");
    }

    public static void Write(SourceWriter writer, UnionCodec codec)
    {
        writer.Line("writer.BeginArray(2);");
        string keyword = "if";
        foreach (var unionCase in codec.Cases)
        {
            // The exact type: a type that derives from a case would lose what it adds.
            using (writer.Block($"{keyword} (value.GetType() == typeof({unionCase.Part.Type}))"))
            {
                writer.Line($"writer.WriteInt32({unionCase.Key});");
                writer.Line(Part.Write(unionCase.Part, $"({unionCase.Part.Type})value"));
            }

            keyword = "else if";
        }

        using (writer.Block("else"))
        {
            writer.Line($"writer.Throw(\"expected a type with a [Union] on {codec.Display}, found \" + value.GetType());");
        }

        writer.Line().Line("writer.End();");
    }

    public static void Read(SourceWriter writer, UnionCodec codec)
    {
        Case(writer, codec, $"{codec.Type} value;", part => $"value = {Part.Read(part)};", "value = default;");
        writer.Line().Line("reader.End();").Line("return value;");
    }

    public static void Check(SourceWriter writer, UnionCodec codec)
    {
        Case(writer, codec, declaration: null, Part.Check, otherwise: null);
        writer.Line().Line("reader.End();");
    }

    /// <summary>Writes what reads a union's key, and what is done with the value of each case.</summary>
    private static void Case(SourceWriter writer, UnionCodec codec, string? declaration, Func<PartModel, string> value, string? otherwise)
    {
        writer.Line("reader.BeginArray(2);");
        writer.Line("int start = reader.Position;");
        writer.Line("int key = reader.ReadInt32();");
        if (declaration is not null)
        {
            writer.Line(declaration);
        }

        using (writer.Block("switch (key)"))
        {
            foreach (var unionCase in codec.Cases)
            {
                writer.Line($"case {unionCase.Key}:");
                using (writer.Indent())
                {
                    writer.Line(value(unionCase.Part)).Line("break;");
                }
            }

            writer.Line("default:");
            using (writer.Indent())
            {
                writer.Line($"reader.Throw(\"expected the key of a [Union] on {codec.Display}, found \" + key, start);");
                if (otherwise is not null)
                {
                    writer.Line(otherwise);
                }

                writer.Line("break;");
            }
        }
    }
}
