namespace GenStreams.Processing;

/// <summary>
/// Records that are put aside, with where they came from and their headers, while others take their place. A stack, since what one buffer
/// gives back can make another give back, too; reused, so that nothing is allocated after warm-up.
/// </summary>
internal sealed class RecordStack
{
    private readonly List<Frame> _frames = [];
    private int _depth;

    /// <summary>Puts a record aside.</summary>
    public void Push(CurrentRecord record)
    {
        if (_depth == _frames.Count)
        {
            _frames.Add(new Frame());
        }

        var frame = _frames[_depth++];
        frame.Origin = record.Origin;
        frame.Headers.Load(record.Headers.Encoded);
    }

    /// <summary>Brings back what was put aside last.</summary>
    public void Pop(CurrentRecord record)
    {
        var frame = _frames[--_depth];
        record.Origin = frame.Origin;
        record.Headers.Load(frame.Headers.Encoded);
    }

    private sealed class Frame
    {
        public RecordOrigin Origin { get; set; }

        public RecordHeaders Headers { get; } = new();
    }
}
