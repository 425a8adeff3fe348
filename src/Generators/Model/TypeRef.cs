namespace GenStreams.Generators.Model;

/// <summary>A C# type as the compiler needs it after extraction: texts and facts, no symbols.</summary>
/// <param name="Reference">As written in generated code: <c>global::</c> qualified, with <c>?</c> annotations.</param>
/// <param name="Identity">
/// Equal for two types that are the same but for nullability (<c>T?</c> of a value type included) and tuple names.
/// </param>
/// <param name="Display">As a user would write it, for messages.</param>
/// <param name="IsValueType">Whether it is a struct or enum (the underlying type, when nullable).</param>
/// <param name="IsNullable">Whether null is a value of it: <c>T?</c>, or a reference type of code without nullable annotations.</param>
internal sealed record TypeRef(string Reference, string Identity, string Display, bool IsValueType, bool IsNullable)
{
    /// <summary>
    /// The identity of bytes that are not decoded: <c>ReadOnlySpan&lt;byte&gt;</c> parameters and results, <c>byte[]</c>.
    /// </summary>
    public const string RawIdentity = "raw";

    /// <summary>Whether this is bytes as they are on the wire; they can be read as any type.</summary>
    public bool IsRaw => Identity == RawIdentity;

    /// <summary>Whether this is <c>ReadOnlySpan&lt;byte&gt;</c>, not <c>byte[]</c>.</summary>
    public bool IsSpan => IsRaw && Reference.Contains("ReadOnlySpan");
}
