namespace GenStreams.Processing.Tables;

/// <summary>What a left row asks of the right table in a foreign-key join, in the numbers that Kafka Streams writes.</summary>
internal enum SubscriptionInstruction : byte
{
    /// <summary>The row has left this foreign key; the one that it has now answers.</summary>
    DeleteSilently = 0,

    /// <summary>The row is gone: answer that there is no result any more.</summary>
    Delete = 1,

    /// <summary>Answer in any case: there may be a result that has to go, or the join keeps rows without a partner.</summary>
    AnswerAlways = 2,

    /// <summary>Answer when there is a right row: without one there was no result before, either.</summary>
    AnswerWhenFound = 3,
}
