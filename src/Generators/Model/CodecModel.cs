namespace GenStreams.Generators.Model;

/// <summary>
/// A type whose serde is generated. What stands in it is the business of <c>Extraction/Serdes</c>, which makes it, and
/// <c>Emission/Serdes</c>, which writes the class.
/// </summary>
/// <param name="Type">
/// The type as written in generated code, <c>global::</c> qualified, without annotations of nullable references and names of tuple
/// elements: types that differ in these only share a serde.
/// </param>
/// <param name="Display">The type as a user would write it, for messages.</param>
/// <param name="ClassName">The name of the generated class, nested in <c>GenStreamsSerdes</c>; unique there.</param>
internal abstract record CodecModel(string Type, string Display, string ClassName);
