using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Writes the bodies of codecs of sequences, sets and dictionaries.</summary>
internal static class CollectionEmitter
{
    private const string Generic = "global::System.Collections.Generic.";
    private const string Immutable = "global::System.Collections.Immutable.";
    private const string Capacity = "reader.CapacityFor(count)";

    public static void Write(SourceWriter writer, SequenceCodec codec)
    {
        string items = "value";
        if (codec.Kind == SequenceKind.Enumerable)
        {
            // Its length comes first: what cannot tell it is gone through once, into a list.
            items = "items";
            string element = codec.Element.Type;
            writer.Line($"var items = value as {Generic}IReadOnlyCollection<{element}> ?? new {Generic}List<{element}>(value);");
        }

        string length = codec.Kind is SequenceKind.Array or SequenceKind.ImmutableArray ? "Length" : "Count";
        writer.Line($"writer.BeginArray({items}.{length});");
        using (writer.Block($"foreach (var item in {items})"))
        {
            writer.Line(Part.Write(codec.Element, "item"));
        }

        writer.Line().Line("writer.End();");
    }

    public static void Read(SourceWriter writer, SequenceCodec codec)
    {
        writer.Line("int count = reader.BeginArray();");
        if (codec.Kind == SequenceKind.Array)
        {
            ReadArray(writer, codec.Element);
            return;
        }

        var (create, add, result) = Builder(codec.Kind, codec.Element);
        writer.Line($"var value = {create};");
        using (writer.Block("for (int i = 0; i < count; i++)"))
        {
            writer.Line($"value.{add}({Part.Read(codec.Element)});");
        }

        writer.Line().Line("reader.End();").Line($"return {result};");
    }

    public static void Check(SourceWriter writer, SequenceCodec codec)
    {
        using (writer.Block("for (int count = reader.BeginArray(); count > 0; count--)"))
        {
            writer.Line(Part.Check(codec.Element));
        }

        writer.Line().Line("reader.End();");
    }

    public static void Write(SourceWriter writer, DictionaryCodec codec)
    {
        writer.Line("writer.BeginMap(value.Count);");
        using (writer.Block("foreach (var pair in value)"))
        {
            writer.Line(Part.Write(codec.Key, "pair.Key"));
            writer.Line(Part.Write(codec.Value, "pair.Value"));
        }

        writer.Line().Line("writer.End();");
    }

    public static void Read(SourceWriter writer, DictionaryCodec codec)
    {
        string types = $"<{codec.Key.Type}, {codec.Value.Type}>";
        var (create, result) = codec.Kind switch
        {
            DictionaryKind.SortedDictionary => ($"new {Generic}SortedDictionary{types}()", "value"),
            DictionaryKind.ImmutableDictionary => ($"{Immutable}ImmutableDictionary.CreateBuilder{types}({Comparer(codec.Key)})", "value.ToImmutable()"),
            _ => ($"new {Generic}Dictionary{types}({Capacity}{Comparer(codec.Key, ", ")})", "value"),
        };
        writer.Line("int count = reader.BeginMap();");
        writer.Line($"var value = {create};");
        using (writer.Block("for (int i = 0; i < count; i++)"))
        {
            if (codec.Key.IsNullable)
            {
                writer.Line("reader.CheckNotNil();");
            }

            writer.Line($"var key = {Part.Read(codec.Key)};");
            writer.Line($"value[key] = {Part.Read(codec.Value)};");
        }

        writer.Line().Line("reader.End();").Line($"return {result};");
    }

    public static void Check(SourceWriter writer, DictionaryCodec codec)
    {
        using (writer.Block("for (int count = reader.BeginMap(); count > 0; count--)"))
        {
            if (codec.Key.IsNullable)
            {
                writer.Line("reader.CheckNotNil();");
            }

            writer.Line(Part.Check(codec.Key));
            writer.Line(Part.Check(codec.Value));
        }

        writer.Line().Line("reader.End();");
    }

    private static void ReadArray(SourceWriter writer, PartModel element)
    {
        writer.Line($"var value = {NewArray(element.Type, Capacity)};");
        using (writer.Block("for (int i = 0; i < count; i++)"))
        {
            using (writer.Block("if (i == value.Length)"))
            {
                writer.Line("global::System.Array.Resize(ref value, global::System.Math.Min(count, i * 2));");
            }

            writer.Line().Line($"value[i] = {Part.Read(element)};");
        }

        writer.Line().Line("reader.End();").Line("return value;");
    }

    /// <summary>A new array, also of arrays: <c>new T[length][]</c>.</summary>
    private static string NewArray(string element, string length)
    {
        string suffix = "";
        while (element.EndsWith("[]", StringComparison.Ordinal))
        {
            element = element.Substring(0, element.Length - 2);
            suffix += "[]";
        }

        return $"new {element}[{length}]{suffix}";
    }

    /// <summary>
    /// The comparer of keys: numbers hash to themselves, or nearly so, so that who sends them could choose such as collide, unless the hash is
    /// secret. Texts have a secret hash of their own; of numbers of one or two bytes there are too few.
    /// </summary>
    private static string Comparer(PartModel key, string before = "") => key is { Kind: PartKind.Leaf, IsNullable: false } && IsChosen(key.Name)
        ? $"{before}global::GenStreams.Serdes.KeyedNumberComparer.Of<{key.Type}>()"
        : "";

    private static bool IsChosen(string leaf) => leaf is "Int32" or "UInt32" or "Int64" or "UInt64" or "Single" or "Double" or "Decimal"
        or "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan";

    private static (string Create, string Add, string Result) Builder(SequenceKind kind, PartModel part) => Builder(kind, part, part.Type);

    private static (string Create, string Add, string Result) Builder(SequenceKind kind, PartModel part, string element) => kind switch
    {
        SequenceKind.HashSet => ($"new {Generic}HashSet<{element}>({Capacity}{Comparer(part, ", ")})", "Add", "value"),
        SequenceKind.SortedSet => ($"new {Generic}SortedSet<{element}>()", "Add", "value"),
        SequenceKind.LinkedList => ($"new {Generic}LinkedList<{element}>()", "AddLast", "value"),
        SequenceKind.Queue => ($"new {Generic}Queue<{element}>({Capacity})", "Enqueue", "value"),
        SequenceKind.ImmutableArray =>
            ($"{Immutable}ImmutableArray.CreateBuilder<{element}>({Capacity})", "Add", "value.DrainToImmutable()"),
        SequenceKind.ImmutableList => ($"{Immutable}ImmutableList.CreateBuilder<{element}>()", "Add", "value.ToImmutable()"),
        SequenceKind.ImmutableHashSet => ($"{Immutable}ImmutableHashSet.CreateBuilder<{element}>({Comparer(part)})", "Add", "value.ToImmutable()"),
        _ => ($"new {Generic}List<{element}>({Capacity})", "Add", "value"),
    };
}
