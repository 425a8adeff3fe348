namespace GenStreams.Generators.Model;

/// <summary>
/// A logical place that a message can point at: a class or member name, an attribute, an argument, a parameter, a return type. The real
/// location stands in the anchor table, outside the model, so that moving code does not change the model.
/// </summary>
internal readonly record struct AnchorId(int Index);
