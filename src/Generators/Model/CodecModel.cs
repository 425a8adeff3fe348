namespace GenStreams.Generators.Model;

/// <summary>
/// A type that a MessagePack codec is generated for: its members and how each is written. What stands in it is the business of
/// <c>Extraction/Serdes</c>, which makes it, and <c>Emission/Serdes</c>, which writes the class.
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="ClassName">The name of the generated serde class, nested in the topology class; unique there.</param>
internal abstract record CodecModel(TypeRef Type, string ClassName);
