namespace GenStreams;

/// <summary>A named output of <c>[Process]</c> methods: they take it as a parameter <c>Output&lt;TKey, TValue&gt;</c>.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class OutputAttribute : StreamOperatorAttribute
{
}
