using GenStreams.Processing;
using GenStreams.Serdes;
using GenStreams.Tasks;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>What a table takes from a topic without a task is only what can be read; the error handler for deserialization decides on the rest.</summary>
public sealed class StoreIntakeTests
{
    private static readonly RecordCheck Numbers = new(StringSerde.Instance.Check, Int32Serde.Instance.Check);

    [Fact]
    public void What_can_be_read_is_taken() => Assert.True(Intake(ErrorAction.Fail).Takes(new Record([0, 0, 0, 1])));

    [Fact]
    public void What_cannot_be_read_is_left_out_when_the_handler_says_so()
    {
        Assert.False(Intake(ErrorAction.Skip).Takes(new Record([1])));
        Assert.False(Intake(ErrorAction.DeadLetter("dead")).Takes(new Record([1])));
    }

    [Fact]
    public void Else_the_table_fails_at_the_record()
    {
        var error = Assert.Throws<StreamsException>(() => Intake(ErrorAction.Fail).Takes(new Record([1])));

        Assert.Equal(
            "The table 'Numbers' cannot be read at topic 'numbers', partition 2, offset 7: A value of type int is 4 bytes long, but the data has 1 byte.",
            error.Message);
        Assert.IsType<SerdeException>(error.InnerException);
    }

    [Fact]
    public void Nothing_is_decided_where_all_can_be_read() =>
        Assert.Null(new StoreIntakes(new FixedErrorHandler(ErrorAction.Fail), NullLogger.Instance).Of(null, "Numbers", new TaskId(0, 2)));

    private static StoreIntake Intake(ErrorAction action) =>
        new StoreIntakes(new FixedErrorHandler(action), NullLogger.Instance).Of(Numbers, "Numbers", new TaskId(0, 2))!;

    private sealed class Record : CurrentRecord
    {
        private readonly byte[] _value;

        public Record(byte[] value)
        {
            _value = value;
            Topic = "numbers";
            Partition = 2;
            Offset = 7;
        }

        public override RawRecord Raw => new("k"u8, _value, 5);
    }
}
