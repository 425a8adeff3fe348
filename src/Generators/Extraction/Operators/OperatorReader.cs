using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads what each kind of operator has of its own: its arguments and its method. One method for each attribute.</summary>
internal sealed partial class OperatorReader(ExtractionContext context)
{
    private readonly HelperReader _helpers = new(context);

    /// <summary>Gives the operator; null when something is wrong, which is reported unless the C# compiler does.</summary>
    public OperatorModel? Read(MemberDraft draft) => ReadOwn(draft) is { } operation && CheckRows(draft)
        ? operation with { Rows = RowsOf(draft) }
        : null;

    private OperatorModel? ReadOwn(MemberDraft draft) => draft.Arguments.Name switch
    {
        "Source" => ReadSource(draft),
        "Filter" => ReadMethod(draft, SignatureRule.Predicate) ? new FilterModel(draft.ToMember(), Negated: false, Store(draft)) : null,
        "FilterNot" => ReadMethod(draft, SignatureRule.Predicate) ? new FilterModel(draft.ToMember(), Negated: true, Store(draft)) : null,
        "Map" => ReadMethod(draft, SignatureRule.Map) ? new MapModel(draft.ToMember()) : null,
        "MapValues" => ReadMethod(draft, SignatureRule.MapValues) ? new MapValuesModel(draft.ToMember(), Store(draft)) : null,
        "FlatMap" => ReadMethod(draft, SignatureRule.FlatMap) ? new FlatMapModel(draft.ToMember()) : null,
        "FlatMapValues" => ReadMethod(draft, SignatureRule.FlatMapValues) ? new FlatMapValuesModel(draft.ToMember()) : null,
        "SelectKey" => ReadMethod(draft, SignatureRule.SelectKey) ? new SelectKeyModel(draft.ToMember()) : null,
        "Branch" => ReadBranch(draft),
        "Merge" => ReadMerge(draft),
        "Peek" => ReadMethod(draft, SignatureRule.Action) ? new PeekModel(draft.ToMember()) : null,
        "ForEach" => ReadMethod(draft, SignatureRule.Action) ? new ForEachModel(draft.ToMember()) : null,
        "Print" => ReadProperty(draft) ? new PrintModel(draft.ToMember(), draft.Arguments.Text("Label")) : null,
        "Repartition" => ReadRepartition(draft),
        "GroupBy" => ReadGroupBy(draft),
        "Count" => ReadProperty(draft) ? new CountModel(draft.ToMember(), Store(draft), Repartition(draft)) : null,
        "Reduce" => ReadReduce(draft),
        "Aggregate" => ReadAggregate(draft),
        "Cogroup" => ReadCogroup(draft),
        "ToTable" => ReadProperty(draft) ? new ToTableModel(draft.ToMember(), Store(draft), Repartition(draft)) { HistoryRetention = Milliseconds(draft, "HistoryRetention") } : null,
        "ToStream" => ReadProperty(draft) ? new ToStreamModel(draft.ToMember()) : null,
        "Join" => ReadJoin(draft),
        "ProcessValues" => ReadMethod(draft, SignatureRule.ProcessValues) ? new ProcessValuesModel(draft.ToMember()) : null,
        "Process" => ReadMethod(draft, SignatureRule.Process) ? new ProcessModel(draft.ToMember()) : null,
        "Punctuate" => ReadPunctuate(draft),
        "Output" => ReadOutput(draft),
        "StateStore" => ReadStateStore(draft),
        "Suppress" => ReadSuppress(draft),
        _ => throw new InvalidOperationException($"The attribute {draft.Arguments.Name} has no reader."),
    };

    private static string? Store(MemberDraft draft) => draft.Arguments.Text("Store");

    private static string? Repartition(MemberDraft draft) => draft.Arguments.Text("Repartition");

    /// <summary>
    /// Whether an operator that sits on a property does; where not, the C# compiler reports it or the property's reader did.
    /// </summary>
    private static bool ReadProperty(MemberDraft draft) => draft.Property is not null;

    private bool ReadMethod(MemberDraft draft, SignatureRule rule)
    {
        if (draft.Symbol is not IMethodSymbol symbol)
        {
            return false;
        }

        draft.Method = context.Signatures.Read(symbol, rule, out var fault);
        if (fault is { IsSilent: false })
        {
            string id = fault.Id ?? (fault.IsReturnType ? DiagnosticIds.ReturnType : DiagnosticIds.UnsupportedSignature);
            ImmutableArray<string> properties = fault.Type is null ? [] : [$"{DiagnosticProperties.Type}={fault.Type}"];
            context.Problems.Add(id, fault.Anchor, [], properties, symbol.Name, draft.Arguments.Name, fault.Problem, rule.Allowed);
        }

        return draft.Method is not null;
    }
}
