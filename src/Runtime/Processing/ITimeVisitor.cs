namespace GenStreams.Processing;

/// <summary>Is shown the times that the operators of a task have of their own, by <see cref="TopologyTask.VisitTimes"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITimeVisitor
{
    /// <summary>An operator that has a stream time.</summary>
    /// <param name="name">Its name, which is the same after a restart.</param>
    /// <param name="time">The operator.</param>
    void Visit(string name, IStreamTime time);

    /// <summary>An operator that emits windows when they have closed.</summary>
    /// <param name="store">The name of its store, by which Kafka Streams knows it too.</param>
    /// <param name="time">The operator.</param>
    void Visit(string store, IEmitTime time);
}
