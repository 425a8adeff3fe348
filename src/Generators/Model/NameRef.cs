namespace GenStreams.Generators.Model;

/// <summary>A name that an attribute's argument gave, and where it was written.</summary>
/// <param name="Name">The name; an upstream member, mostly from <c>nameof(...)</c>.</param>
/// <param name="Anchor">The argument.</param>
internal readonly record struct NameRef(string Name, AnchorId Anchor);
