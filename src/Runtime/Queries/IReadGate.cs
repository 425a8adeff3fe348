namespace GenStreams.Queries;

/// <summary>What a query enters before it reads a store that another thread writes.</summary>
internal interface IReadGate
{
    /// <summary>Enters.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="committed">Whether to wait until all that was done is committed.</param>
    /// <returns>Whether that was possible within the time.</returns>
    bool TryEnterToRead(TimeSpan timeout, bool committed = false);

    /// <summary>Leaves.</summary>
    void Exit();
}
