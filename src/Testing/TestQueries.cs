using System.Buffers;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;

namespace GenStreams.Testing;

/// <summary>Reads the stores of all tasks of the driver.</summary>
internal sealed class TestQueries(TestRuntime runtime) : StateQueries
{
    public override bool TryGet(string store, ReadOnlySpan<byte> key, IBufferWriter<byte> value, out long timestamp)
    {
        foreach (var part in runtime.Stores(store))
        {
            if (part.TryGet(key, out var entry))
            {
                value.Write(entry.Value);
                timestamp = entry.Timestamp;
                return true;
            }
        }

        timestamp = 0;
        return false;
    }

    public override IReadOnlyList<StateEntry> Range(string store, byte[]? from, byte[]? to)
    {
        var entries = new List<StateEntry>();
        foreach (var part in runtime.Stores(store))
        {
            part.CopyRange(from is null ? Bytes.Null : new Bytes(from), to is null ? Bytes.Null : new Bytes(to), entries);
        }

        entries.Sort(StateEntry.ByKey);
        return entries;
    }
}
