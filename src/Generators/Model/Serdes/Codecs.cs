using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model.Serdes;

/// <summary>A value that the MessagePack writer knows, on its own: <c>decimal</c>, <c>DateTime</c>, ...</summary>
internal sealed record LeafCodec(string Type, string Display, string ClassName, PartModel Leaf) : CodecModel(Type, Display, ClassName);

/// <summary>An enum, written as the integer that it is made of.</summary>
/// <param name="Underlying">The leaf of the integer.</param>
internal sealed record EnumCodec(string Type, string Display, string ClassName, PartModel Underlying)
    : CodecModel(Type, Display, ClassName);

/// <summary><c>T?</c> of a value type, inside of another value: nil or the value.</summary>
internal sealed record NullableCodec(string Type, string Display, string ClassName, PartModel Value) : CodecModel(Type, Display, ClassName);

/// <summary>A tuple or <c>KeyValuePair</c>: an array of its elements.</summary>
/// <param name="IsNullable">Whether it is a class.</param>
/// <param name="Elements">The elements in order of the constructor's parameters.</param>
internal sealed record TupleCodec(string Type, string Display, string ClassName, bool IsNullable, EquatableArray<TupleElement> Elements)
    : CodecModel(Type, Display, ClassName);

/// <summary>An element of a tuple.</summary>
internal sealed record TupleElement(string Name, PartModel Part) : IEquatable<TupleElement>;

/// <summary>A sequence or set: an array of its elements.</summary>
internal sealed record SequenceCodec(string Type, string Display, string ClassName, SequenceKind Kind, PartModel Element)
    : CodecModel(Type, Display, ClassName);

/// <summary>A dictionary: a map.</summary>
internal sealed record DictionaryCodec(string Type, string Display, string ClassName, DictionaryKind Kind, PartModel Key, PartModel Value)
    : CodecModel(Type, Display, ClassName);

/// <summary>An interface or abstract class with <c>[Union]</c>: an array of a case's number and its value.</summary>
internal sealed record UnionCodec(string Type, string Display, string ClassName, EquatableArray<UnionCase> Cases)
    : CodecModel(Type, Display, ClassName);

/// <summary>One of the types of a union.</summary>
/// <param name="Key">Its number on the wire.</param>
/// <param name="Part">How it is written.</param>
internal sealed record UnionCase(int Key, PartModel Part) : IEquatable<UnionCase>;

/// <summary>A serde that is not generated, but whose one object has no place of its own: JSON, or the user's.</summary>
/// <param name="Serde">The type of the serde.</param>
/// <param name="Arguments">What its constructor is called with.</param>
internal sealed record InstanceCodec(string Type, string Display, string ClassName, string Serde, string Arguments)
    : CodecModel(Type, Display, ClassName);

/// <summary>What a sequence is read as.</summary>
internal enum SequenceKind
{
    Array,
    List,

    /// <summary>Read as a list; its length may have to be counted before it is written.</summary>
    Enumerable,
    HashSet,
    SortedSet,
    LinkedList,
    Queue,
    ImmutableArray,
    ImmutableList,
    ImmutableHashSet,
}

/// <summary>What a dictionary is read as.</summary>
internal enum DictionaryKind
{
    Dictionary,
    SortedDictionary,
    ImmutableDictionary,
}
