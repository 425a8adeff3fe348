namespace GenStreams.Queries;

/// <summary>What a query enters before it reads a store that another thread writes.</summary>
internal interface IReadGate
{
    /// <summary>Enters.</summary>
    /// <returns>Whether that was possible within the time.</returns>
    bool TryEnterToRead(TimeSpan timeout);

    /// <summary>Leaves.</summary>
    void Exit();
}
