namespace GenStreams;

/// <summary>
/// A named output of <c>[Process]</c>, <c>[ProcessValues]</c> and <c>[Punctuate]</c> methods: they take it as a parameter
/// <c>Output&lt;TKey, TValue&gt;</c> of the property's types, and of its name when several have these types (<c>moved</c> is <c>Moved</c>).
/// </summary>
/// <remarks>The property is a <c>Stream&lt;TKey, TValue&gt;</c> that others read, or that has a <c>[Sink]</c>. Its records may have any key.</remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class OutputAttribute : StreamOperatorAttribute
{
}
