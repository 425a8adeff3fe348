using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model.Serdes;

/// <summary>A class, record or struct: an array or a map of its members.</summary>
/// <param name="IsNullable">Whether it is a class.</param>
/// <param name="IsMap">Whether members are told by name, in a map, rather than by number, in an array.</param>
/// <param name="Members">In order of their numbers for an array, as declared, base types first, for a map.</param>
/// <param name="Arguments">What the constructor is called with.</param>
internal sealed record ObjectCodec(
    string Type,
    string Display,
    string ClassName,
    bool IsNullable,
    bool IsMap,
    EquatableArray<MemberModel> Members,
    EquatableArray<ArgumentModel> Arguments) : CodecModel(Type, Display, ClassName)
{
    /// <summary>Whether the type's own code gets what was read, which may refuse it: a constructor's, a setter's, or that of an initializer.</summary>
    public bool RunsUserCode { get; init; }
}

/// <summary>A member that is on the wire.</summary>
/// <param name="Name">Its name, unescaped; with its type's before it where another member hides it.</param>
/// <param name="Access">Its name, escaped where it is a keyword.</param>
/// <param name="Number">Its number in the array; not used in a map.</param>
/// <param name="Key">Its name in the map, as a C# literal with quotes; not used in an array.</param>
/// <param name="Part">How it is written.</param>
/// <param name="Restore">How it gets its value back.</param>
/// <param name="Default">Its value when the data has none: an expression, where it is not what an initializer says.</param>
internal sealed record MemberModel(
    string Name,
    string Access,
    int Number,
    string Key,
    PartModel Part,
    MemberRestore Restore,
    string Default) : IEquatable<MemberModel>
{
    /// <summary>The type that it is reached through; null: the object's own.</summary>
    public string? Owner { get; init; }

    /// <summary>An expression for it in an object.</summary>
    public string Of(string value) => Owner is null ? $"{value}.{Access}" : $"(({Owner}){value}).{Access}";
}

/// <summary>An argument of the constructor: a parameter, and the member whose value it gets.</summary>
internal sealed record ArgumentModel(string Parameter, string Member) : IEquatable<ArgumentModel>;

/// <summary>How a member gets its value back.</summary>
internal enum MemberRestore
{
    /// <summary>It does not: it is computed from others.</summary>
    None,

    /// <summary>Only through the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer, whether the data has it or not: it is required.</summary>
    Required,

    /// <summary>In the object initializer; when the data does not have it, it keeps what an initializer of its own may say.</summary>
    Initializer,

    /// <summary>In the object initializer; its value is the default when the data does not have it.</summary>
    PlainInitializer,

    /// <summary>By assignment, when the data has it.</summary>
    Setter,
}
