namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_consumer_group_metadata_t*.</summary>
internal sealed class NativeGroupMetadata(nint pointer) : IGroupMetadata
{
    private nint _pointer = pointer;

    /// <summary>The native object. Valid until this is disposed.</summary>
    public nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer == 0, this);
            return _pointer;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_pointer != 0)
        {
            Librdkafka.GroupMetadataDestroy(_pointer);
            _pointer = 0;
        }
    }
}
