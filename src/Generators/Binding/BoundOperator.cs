using System.Collections.Immutable;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Binding;

/// <summary>An operator whose inputs are known.</summary>
/// <param name="Operator">The operator; its store parameters name their members.</param>
/// <param name="Inputs">Indexes of the operators that it reads.</param>
/// <param name="IsFaulty">Whether something about it has been reported: what reads it is not looked at.</param>
internal sealed record BoundOperator(OperatorModel Operator, ImmutableArray<int> Inputs, bool IsFaulty)
{
    public string Name => Operator.Member.Name;
}
