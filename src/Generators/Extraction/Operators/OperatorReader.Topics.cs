using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    private SourceModel? ReadSource(MemberDraft draft)
    {
        if (draft.Property is not { } property)
        {
            return null;
        }

        if (property.Edge.Kind is EdgeKind.Store || property.PlainKey is not null)
        {
            context.Problems.Add(
                DiagnosticIds.PropertyType,
                property.TypeAnchor,
                draft.Symbol.Name,
                property.Type.Display,
                "Source",
                "Stream<TKey, TValue>, Table<TKey, TValue> or GlobalTable<TKey, TValue>");
            return null;
        }

        if (!CheckHistory(draft, property.Edge.Kind == EdgeKind.Table, Describe(property.Edge.Kind), "make it a Table"))
        {
            return null;
        }

        if (property.Edge.Kind == EdgeKind.GlobalTable && draft.Arguments.Has("OffsetReset"))
        {
            context.Problems.Add(
                DiagnosticIds.TimestampArguments,
                draft.Arguments.AnchorOf("OffsetReset"),
                draft.Symbol.Name,
                "is a global table, which is read from the start always",
                "OffsetReset");
            return null;
        }

        var reset = draft.Arguments.Number("OffsetReset") == 1 ? OffsetReset.Latest : OffsetReset.Earliest;
        return new TimestampReader(context, _helpers).TryRead(draft.Arguments, draft.Symbol.Name, property.Edge.Kind, out var timestamps)
            ? new SourceModel(draft.ToMember(), draft.Arguments.Text("topic") ?? "", Store(draft), reset)
            {
                Timestamps = timestamps,
                IsUnchecked = draft.Arguments.Flag("Unchecked", otherwise: false),
                HistoryRetention = Milliseconds(draft, "HistoryRetention"),
            }
            : null;
    }

    private RepartitionModel? ReadRepartition(MemberDraft draft)
    {
        int partitions = draft.Arguments.Number("Partitions");
        if (partitions < 0 || (partitions == 0 && draft.Arguments.Has("Partitions")))
        {
            context.Problems.Add(DiagnosticIds.InvalidPartitionCount, draft.Arguments.AnchorOf("Partitions"), draft.Symbol.Name);
            return null;
        }

        return _helpers.TryRead(draft.Arguments, "Partitioner", SignatureRule.Partitioner, out var partitioner) && ReadProperty(draft)
            ? new RepartitionModel(draft.ToMember(), draft.Arguments.Text("Name"), partitions, partitioner)
            : null;
    }

    private StateStoreModel? ReadStateStore(MemberDraft draft)
    {
        if (draft.Property is not { } property)
        {
            return null;
        }

        if (property.Edge.Kind is not EdgeKind.Store)
        {
            context.Problems.Add(
                DiagnosticIds.PropertyType,
                property.TypeAnchor,
                draft.Symbol.Name,
                property.Type.Display,
                "StateStore",
                $"KeyValueStore<{property.Edge.Key.Type.Display}, {property.Edge.Value.Type.Display}>");
            return null;
        }

        if (draft.Sinks.Count > 0)
        {
            context.Problems.Add(
                DiagnosticIds.SinkOnNothing, draft.Sinks[0].Anchor, draft.Symbol.Name, "it is a store, whose changes go to its changelog");
            return null;
        }

        return CheckVersions(draft, property)
            ? new StateStoreModel(draft.ToMember(), draft.Arguments.Text("name") ?? "", draft.Arguments.Flag("Logging", otherwise: true))
            {
                HistoryRetention = Milliseconds(draft, "HistoryRetention"),
            }
            : null;
    }
}
