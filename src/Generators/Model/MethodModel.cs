using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>A user's method that an operator calls.</summary>
/// <param name="Name">Its name, unescaped.</param>
/// <param name="IsStatic">Whether it is static; else it is called on the task's own object of the class.</param>
/// <param name="Returns">What it returns; null for void.</param>
/// <param name="ReturnElements">When it returns a tuple: the types of its elements.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="ReturnAnchor">The return type, for messages.</param>
internal sealed record MethodModel(
    string Name,
    bool IsStatic,
    TypeRef? Returns,
    EquatableArray<TypeRef> ReturnElements,
    EquatableArray<ParameterModel> Parameters,
    AnchorId ReturnAnchor)
{
    /// <summary>The key that the method makes, by return or by output, and how it is serialised; null when it makes none.</summary>
    public LaneType? ResultKey { get; init; }

    /// <summary>
    /// The value that the method makes, by return, output or <c>ref</c> aggregate, and how it is serialised; null when it makes none.
    /// </summary>
    public LaneType? ResultValue { get; init; }

    /// <summary>Where the type of the made key is written: in the return type or the output parameter.</summary>
    public AnchorId ResultKeyAnchor { get; init; }

    /// <summary>Where the type of the made value is written: in the return type, the output parameter or the aggregate.</summary>
    public AnchorId ResultAnchor { get; init; }
}

/// <summary>A parameter of a user's method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; for stores and outputs the whole type.</param>
/// <param name="Role">What is passed.</param>
/// <param name="Passing">By value, <c>in</c> or <c>ref</c>.</param>
/// <param name="Member">For stores and outputs: the member that is passed; null when it is the operator's own output.</param>
/// <param name="Anchor">The parameter, for messages.</param>
internal sealed record ParameterModel(
    string Name, TypeRef Type, ParameterRole Role, ParameterPassing Passing, string? Member, AnchorId Anchor)
{
    /// <summary>For keys and values: how the parameter's type is read from an edge of raw bytes; null for other roles.</summary>
    public SerdeRef? Serde { get; init; }

    /// <summary>For an <c>Output&lt;TKey, TValue&gt;</c>: the keys and values that go into it, as a stream of the method's own has them.</summary>
    public EdgeType? Emitted { get; init; }
}

/// <summary>What is passed in a parameter.</summary>
internal enum ParameterRole
{
    Key,
    Value,
    Aggregate,
    Left,
    Right,
    Partitions,
    Context,
    Store,
    Output,
    BytesOutput,
    RecordOutput,
    Punctuation,
    CancellationToken,
}

/// <summary>How a parameter is passed.</summary>
internal enum ParameterPassing
{
    Value,
    In,
    Ref,
}
