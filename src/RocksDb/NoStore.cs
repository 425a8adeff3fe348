using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>Stands for a store whose content is not the journal's business.</summary>
/// <param name="name">Its name.</param>
internal sealed class NoStore(string name) : StateStore(name)
{
    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
    }

    /// <inheritdoc/>
    public override void Clear()
    {
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count) => false;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
