using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    private AggregateModel? ReadAggregate(MemberDraft draft)
    {
        bool fits = ReadMethod(draft, SignatureRule.Aggregate);
        fits &= _helpers.TryRead(draft.Arguments, "Initializer", SignatureRule.Initializer, out var initializer);
        fits &= _helpers.TryRead(draft.Arguments, "Subtractor", SignatureRule.Aggregate, out var subtractor);
        fits &= ReadMerger(draft, out var merger);
        if (!fits || draft.Symbol is not IMethodSymbol method)
        {
            return null;
        }

        int index = draft.Method!.Parameters.Items.IndexOf(Aggregate(draft.Method));
        var parameter = draft.Method.Parameters[index];
        if (initializer is null && !CanBeMade(method.Parameters[index].Type, parameter.Type))
        {
            context.Problems.Add(DiagnosticIds.NoInitialAggregate, parameter.Anchor, draft.Symbol.Name, parameter.Type.Display);
            return null;
        }

        if (initializer is not null && initializer.Returns!.Identity != parameter.Type.Identity)
        {
            context.Problems.Add(
                DiagnosticIds.MethodSignature,
                draft.Arguments.AnchorOf("Initializer"),
                initializer.Name,
                "Initializer",
                $"it must return '{parameter.Type.Display}', not '{initializer.Returns.Display}'",
                SignatureRule.Initializer.Allowed);
            return null;
        }

        return new AggregateModel(draft.ToMember(), Store(draft), Repartition(draft), initializer)
        {
            Subtractor = subtractor,
            Merger = merger,
        };
    }

    private static ParameterModel Aggregate(MethodModel method) => method.Parameters.First(static p => p.Role == ParameterRole.Aggregate);

    /// <summary>Whether <c>default</c> or <c>new()</c> is a first aggregate.</summary>
    private static bool CanBeMade(ITypeSymbol type, TypeRef facts) =>
        facts.IsNullable
        || type.IsValueType
        || type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
            && named.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public);

    private CogroupModel? ReadCogroup(MemberDraft draft)
    {
        if (!ReadMethod(draft, SignatureRule.Aggregate) || draft.Inputs.Count != 2)
        {
            return null;
        }

        var member = draft.ToMember();
        return new CogroupModel(member with { Inputs = new([draft.Inputs[0]]) }, draft.Inputs[1], Repartition(draft));
    }

    private JoinModel? ReadJoin(MemberDraft draft)
    {
        bool fits = ReadMethod(draft, SignatureRule.Join);
        fits &= _helpers.TryRead(draft.Arguments, "KeySelector", SignatureRule.KeySelector, out var selector);
        fits &= _helpers.TryRead(draft.Arguments, "ForeignKey", SignatureRule.ForeignKey, out var foreignKey);
        return fits
            ? new JoinModel(
                draft.ToMember(), (JoinKind)draft.Arguments.Number("Kind"), selector, draft.Arguments.Text("Name"), Store(draft))
            {
                ForeignKey = foreignKey,
                Grace = Milliseconds(draft, "Grace"),
            }
            : null;
    }
}
