using System.Buffers.Binary;

namespace GenStreams.Processing.Tables;

/// <summary>
/// A left row's subscription to a row of the right table, as it is in the registration topic and in the subscription store. The format is
/// Kafka Streams': a bit for "no hash" and the version, the instruction, the hash of the left value, the left key, and in version 1 the
/// partition of the left table.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ForeignKeySubscription
{
    internal const byte Version = 1;
    internal const byte NoHash = 0x80;
    internal const int HeadLength = 2;

    private readonly SubscriptionInstruction _instruction;

    private ForeignKeySubscription(SubscriptionInstruction instruction, Bytes hash, ReadOnlySpan<byte> primaryKey, int partition)
    {
        _instruction = instruction;
        Hash = hash;
        PrimaryKey = primaryKey;
        Partition = partition;
    }

    /// <summary>The hash of the left value; null when the left row is gone.</summary>
    public Bytes Hash { get; }

    /// <summary>The left table's key.</summary>
    public Bytes PrimaryKey { get; }

    /// <summary>The left table's partition, where answers go; <see cref="RecordCollector.PartitionByKey"/> when it does not say.</summary>
    public int Partition { get; }

    /// <summary>Whether the subscription ends.</summary>
    public bool Ends => _instruction is SubscriptionInstruction.Delete or SubscriptionInstruction.DeleteSilently;

    /// <summary>Whether it is answered even without a foreign key: a left join keeps such rows.</summary>
    public bool KeepsUnmatched => _instruction == SubscriptionInstruction.AnswerAlways;

    /// <summary>Whether it is answered.</summary>
    /// <param name="isFound">Whether there is a right row.</param>
    public bool IsAnswered(bool isFound) => _instruction switch
    {
        SubscriptionInstruction.DeleteSilently => false,
        SubscriptionInstruction.AnswerWhenFound => isFound,
        _ => true,
    };

    /// <summary>Reads a subscription, which stays where it is.</summary>
    /// <exception cref="SerdeException">The bytes are no subscription.</exception>
    public static ForeignKeySubscription Read(ReadOnlySpan<byte> bytes)
    {
        int version = bytes.IsEmpty ? -1 : bytes[0] & ~NoHash;
        if (version is < 0 or > Version)
        {
            throw NoSubscription(version < 0 ? "it is empty" : $"its version is {version}, at most {Version} is known");
        }

        int hashLength = (bytes[0] & NoHash) != 0 ? 0 : Murmur3.Length;
        int end = bytes.Length - (version == 0 ? 0 : sizeof(int));
        if (end < HeadLength + hashLength || bytes[1] > (byte)SubscriptionInstruction.AnswerWhenFound)
        {
            throw NoSubscription("it is too short, or its instruction is unknown");
        }

        return new ForeignKeySubscription(
            (SubscriptionInstruction)bytes[1],
            hashLength == 0 ? Bytes.Null : bytes.Slice(HeadLength, hashLength),
            bytes[(HeadLength + hashLength)..end],
            version == 0 ? RecordCollector.PartitionByKey : BinaryPrimitives.ReadInt32BigEndian(bytes[end..]));
    }

    /// <summary>Checks that bytes are a subscription, or nothing.</summary>
    /// <exception cref="SerdeException">They are not.</exception>
    public static void Check(Bytes bytes)
    {
        if (!bytes.IsNull)
        {
            Read(bytes.Span);
        }
    }

    private static SerdeException NoSubscription(string problem) =>
        new($"A value of a foreign-key join's registration topic is no subscription: {problem}. Has something else written to the topic?");
}
