namespace GenStreams.Generators.Model;

/// <summary>A parameter of a topology's constructor, which comes from the services.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Key">The key of <c>[FromKeyedServices]</c>, as an expression; null: the service has no key.</param>
/// <param name="Default">What it is when there is no such service, as an expression; null: there must be one.</param>
internal sealed record ServiceModel(TypeRef Type, string? Key, string? Default) : IEquatable<ServiceModel>;
