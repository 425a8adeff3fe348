using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GenStreams.Topologies;

namespace GenStreams.Processing;

/// <summary>
/// A sub-topology at work on one partition: the base of the classes that the compiler writes. Used by one thread at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class TopologyTask
{
    /// <summary>What <see cref="ExtractTimestamp"/> returns for a record that is left out.</summary>
    public const long Unreadable = long.MinValue;

    private readonly HeaderStack _outerHeaders = new();
    private Exception? _refused;
    private bool _isLeftOut;

    /// <summary>A task.</summary>
    protected TopologyTask(TaskContext context)
    {
        Context = context;
        Headers = context.Record.Headers;
        Collector = context.Collector;
    }

    /// <summary>What the task gets from its surroundings.</summary>
    public TaskContext Context { get; }

    /// <summary>The operator that it was in last, for messages.</summary>
    internal string CurrentStep => Context.SubTopology.Steps.Length > At ? Context.SubTopology.Steps[At].Member : "?";

    /// <summary>The headers of the current record.</summary>
    protected RecordHeaders Headers { get; }

    /// <summary>Takes what the task writes.</summary>
    protected RecordCollector Collector { get; }

    /// <summary>Which step is being done: an index of the sub-topology's steps. Written before each, read when it throws.</summary>
    protected int At { get; set; }

    /// <summary>
    /// Takes a record through the graph, after its key and value were checked: of what cannot be read nothing but the error handler for
    /// deserialization hears.
    /// </summary>
    /// <param name="source">The source it came from: an index of the sub-topology's sources.</param>
    /// <param name="record">The record; its memory is used during the call only.</param>
    public abstract void Process(int source, in RawRecord record);

    /// <summary>Takes a record through the graph, and tells whether there was one to take.</summary>
    /// <param name="source">The source it came from: an index of the sub-topology's sources.</param>
    /// <param name="record">The record; its memory is used during the call only.</param>
    /// <returns>False when key or value cannot be read and the error handler has left the record out: it moves no time.</returns>
    public bool TryProcess(int source, in RawRecord record)
    {
        _isLeftOut = false;
        Process(source, record);
        return !_isLeftOut;
    }

    /// <summary>Gives the timestamp of a record before it is its turn, where the source has an extractor.</summary>
    /// <param name="source">The source it came from.</param>
    /// <param name="record">The record, with the timestamp that it has in its topic.</param>
    /// <returns>
    /// Milliseconds since 1970-01-01 UTC; negative when there is none; <see cref="Unreadable"/> when key or value cannot be read and the
    /// error handler leaves the record out.
    /// </returns>
    public virtual long ExtractTimestamp(int source, in RawRecord record) => record.Timestamp;

    /// <summary>Calls a punctuator.</summary>
    /// <param name="punctuator">Which: an index of the sub-topology's punctuators.</param>
    /// <param name="punctuation">The moment.</param>
    public virtual void Punctuate(int punctuator, Punctuation punctuation)
    {
    }

    /// <summary>Forwards all that record caches hold back, upstream stores first. Called at each commit.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>
    /// Writes down what was emitted that must not come again after a restart. Called at each commit, after <see cref="Flush"/>: with
    /// transactions inside of the one that has the results, without them when the results are acknowledged, so that none is lost.
    /// </summary>
    public virtual void SaveProgress()
    {
    }

    /// <summary>
    /// Moves the stream time of the operators on though no record has come, and closes what that closes. Without it, windows close when
    /// a later record comes.
    /// </summary>
    /// <param name="time">The new stream time, milliseconds since 1970-01-01 UTC; one that is not later changes nothing.</param>
    public virtual void AdvanceStreamTime(long time)
    {
    }

    /// <summary>
    /// Shows the times that operators have of their own, to save them with a commit, or to set them before the first record: always the same, in the same order.
    /// </summary>
    /// <param name="visitor">Is shown each.</param>
    public virtual void VisitTimes(ITimeVisitor visitor)
    {
    }

    /// <summary>
    /// Decides on an exception: the filter of the handlers that generated code has where the flow splits, so that one branch's error does
    /// not end the others. As a filter it runs before the stack is unwound: a refused exception keeps its origin in a debugger.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected bool Resumes(Exception exception)
    {
        if (ReferenceEquals(exception, _refused))
        {
            return false;
        }

        var step = Context.SubTopology.Steps[At];
        bool resumes = Context.Errors.Resume(this, step, exception);
        _refused = resumes ? null : exception;
        _isLeftOut = step.Kind is StepKind.DeserializeKey or StepKind.DeserializeValue;
        return resumes;
    }

    /// <summary>Notes a record that an operator drops by its rules.</summary>
    /// <param name="reason">Why, in a few words.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void Drop(string reason) => Context.Errors.Dropped(this, Context.SubTopology.Steps[At].Member, reason);

    /// <summary>Fails, since null came to a parameter that does not take it.</summary>
    /// <param name="step">The operator's step.</param>
    /// <param name="what">What is null: key or value.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="method">The operator method.</param>
    /// <param name="type">The parameter's type.</param>
    /// <exception cref="NullRecordException">Always.</exception>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void RefuseNull(int step, string what, string parameter, string method, string type)
    {
        At = step;
        throw new NullRecordException(
            $"The {what} is null, but parameter '{parameter}' of {method} is '{type}': declare it '{type}?', or filter nulls out first.");
    }

    /// <summary>Checks what a user's partitioner chose.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="topic">The topic that it is for.</param>
    /// <param name="method">The partitioner.</param>
    /// <returns><paramref name="partition"/>.</returns>
    /// <exception cref="InvalidOperationException">The topic has no such partition.</exception>
    protected static int CheckPartition(int partition, OutputTopic topic, string method) =>
        (uint)partition < (uint)topic.PartitionCount
            ? partition
            : throw new InvalidOperationException(
                $"{method} chose partition {partition} of topic '{topic.Name}', which has {topic.PartitionCount}: " +
                $"return 0 to {topic.PartitionCount - 1}.");

    /// <summary>Keeps the headers of the current record while records with headers of their own are forwarded.</summary>
    protected void BeginEmit() => _outerHeaders.Push(Headers);

    /// <summary>Makes the headers of an emitted record those of the current record.</summary>
    protected void EnterEmitted<TKey, TValue>(Output<TKey, TValue> output, int index)
    {
        if (output.TryGetHeaders(index, out var own))
        {
            Headers.Load(own);
        }
        else
        {
            _outerHeaders.Peek(Headers);
        }
    }

    /// <summary>Makes the headers of the current record those of an emitted record that has none of its own.</summary>
    protected void EnterEmitted() => _outerHeaders.Peek(Headers);

    /// <summary>Gives the current record its headers back.</summary>
    protected void EndEmit() => _outerHeaders.Pop(Headers);

}
