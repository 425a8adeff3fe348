namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_consumer_group_metadata_t*.</summary>
internal sealed unsafe class NativeGroupMetadata(nint pointer) : IGroupMetadata
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

    /// <summary>
    /// Whether it names a member and its place in the group: else nobody is kept from committing with it. Generations and epochs begin with 1; a member
    /// of Kafka 4's protocol that joins has 0.
    /// </summary>
    public bool IsOfMember => *Librdkafka.GroupMetadataMemberId(Pointer) != 0 && Librdkafka.GroupMetadataGeneration(Pointer) > 0;

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
