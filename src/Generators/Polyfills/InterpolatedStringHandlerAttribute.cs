namespace System.Runtime.CompilerServices;

/// <summary>Lets a type take interpolated strings when compiled for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute
{
}
