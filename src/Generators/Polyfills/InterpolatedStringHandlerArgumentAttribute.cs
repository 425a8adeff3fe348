namespace System.Runtime.CompilerServices;

/// <summary>Lets a taker of interpolated strings know what its method is called on, when compiled for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    public string[] Arguments { get; } = [argument];
}
