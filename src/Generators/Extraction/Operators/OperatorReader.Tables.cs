using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <content>Operators that read tables, too.</content>
internal sealed partial class OperatorReader
{
    /// <summary>On a table a pair is the new key and the new value; on a stream it is a key that is a pair.</summary>
    private GroupByModel? ReadGroupBy(MemberDraft draft)
    {
        bool makesPair = draft.Symbol is IMethodSymbol { ReturnType: INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 } }
            && draft.Inputs.Count == 1
            && TableInputs.IsTable(context.Topology, draft.Inputs[0].Name);
        return ReadMethod(draft, makesPair ? SignatureRule.Map : SignatureRule.SelectKey)
            ? new GroupByModel(draft.ToMember(), draft.Arguments.Text("Name"))
            : null;
    }

    private ReduceModel? ReadReduce(MemberDraft draft)
    {
        bool fits = ReadMethod(draft, SignatureRule.Reduce);
        fits &= _helpers.TryRead(draft.Arguments, "Subtractor", SignatureRule.Reduce, out var subtractor);
        return fits ? new ReduceModel(draft.ToMember(), Store(draft), Repartition(draft)) { Subtractor = subtractor } : null;
    }
}
