namespace GenStreams.Topologies;

/// <summary>What generated code does at a place; it decides which error handler is asked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum StepKind
{
    /// <summary>The member's own work, user code among it: the processing error handler.</summary>
    Process,

    /// <summary>Reads the key of a record from a topic: the deserialization error handler.</summary>
    DeserializeKey,

    /// <summary>Reads the value of a record from a topic: the deserialization error handler.</summary>
    DeserializeValue,

    /// <summary>Writes a key or value for a topic or store: the production error handler.</summary>
    Serialize,
}
