using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Stores that tell whether each was disposed of, and how often.</summary>
internal sealed class CountedStore(string name, List<CountedStore> all) : StateStore(name)
{
    public int Disposals { get; private set; }

    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
    }

    public override void Clear()
    {
    }

    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count) => false;

    public override void Dispose()
    {
        Assert.Contains(this, all);
        Disposals++;
    }

    public sealed record Descriptor(List<CountedStore> All) : StoreDescriptor
    {
        private protected override StateStore Create(StoreFactory factory, in StoreContext context)
        {
            var store = new CountedStore(Name, All);
            All.Add(store);
            return store;
        }
    }
}
