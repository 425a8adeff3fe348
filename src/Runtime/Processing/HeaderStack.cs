namespace GenStreams.Processing;

/// <summary>
/// Headers that are put aside while others take their place. A stack, since forwarding the changes of one record cache can fill another,
/// which is then flushed too; reused, so that nothing is allocated after warm-up.
/// </summary>
internal sealed class HeaderStack
{
    private readonly List<RecordHeaders> _frames = [];
    private int _depth;

    /// <summary>Puts headers aside.</summary>
    public void Push(RecordHeaders headers)
    {
        if (_depth == _frames.Count)
        {
            _frames.Add(new RecordHeaders());
        }

        _frames[_depth++].Load(headers.Encoded);
    }

    /// <summary>Reads what was put aside last, which stays.</summary>
    public void Peek(RecordHeaders headers) => headers.Load(_frames[_depth - 1].Encoded);

    /// <summary>Brings back what was put aside last.</summary>
    public void Pop(RecordHeaders headers) => headers.Load(_frames[--_depth].Encoded);
}
