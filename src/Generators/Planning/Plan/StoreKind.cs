namespace GenStreams.Generators.Planning.Plan;

/// <summary>What kind of store it is, and what is set for that kind. The subtypes are all there are.</summary>
internal abstract record StoreKind;

/// <summary>A value for each key.</summary>
internal sealed record KeyValueKind : StoreKind;
