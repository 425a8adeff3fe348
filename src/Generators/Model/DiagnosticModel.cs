using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>A message about a topology, before it is tied to real locations.</summary>
/// <param name="Id">The id of a descriptor, <c>GS####</c>.</param>
/// <param name="Anchor">What it points at.</param>
/// <param name="Related">Other places that belong to it.</param>
/// <param name="Arguments">What goes into the message.</param>
/// <param name="Properties">Facts for code fixes, as <c>name=value</c>.</param>
internal sealed record DiagnosticModel(
    string Id,
    AnchorId Anchor,
    EquatableArray<AnchorId> Related,
    EquatableArray<string> Arguments,
    EquatableArray<string> Properties);
