using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>Where generated code goes: the topology class and all around it.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">Heads of the outer types, outermost first, such as <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Keywords">The head of the class but for its name: <c>partial class</c>, <c>partial record</c>.</param>
/// <param name="Name">The name of the class, unescaped.</param>
/// <param name="Reference">The class, <c>global::</c> qualified.</param>
/// <param name="MetadataName">Namespace, outer types and name as metadata has them; the base of hint names.</param>
internal sealed record TypeDeclaration(
    string Namespace,
    EquatableArray<string> Containers,
    string Keywords,
    string Name,
    string Reference,
    string MetadataName)
{
    /// <summary>The type parameters with their brackets, which only the stub of a class has that must have none.</summary>
    public string TypeParameters { get; init; } = "";
}
