using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public class TaskErrorsTests
{
    private static readonly FixedErrorHandler Fail = new(ErrorAction.Fail);
    private static readonly FixedErrorHandler Skip = new(ErrorAction.Skip);
    private static readonly FixedErrorHandler DeadLetter = new(ErrorAction.DeadLetter("dead"));

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 1).WithTopic("word-counts", 1).WithTopic("dead", 1);

    [Theory]
    [InlineData("?", "Lines")]
    [InlineData("boom", "Words")]
    [InlineData("unwritable", "Words")]
    public void Skipped_records_are_logged_with_their_place_and_the_rest_goes_on(string bad, string member)
    {
        _cluster.Write("lines", null, bad);
        _cluster.Write("lines", null, "fine");
        using var harness = WordCount(new ErrorHandlers(Skip, Skip, Skip));

        harness.Rounds(2);

        Assert.Equal(["fine=fine"], _cluster.Texts("app-counts-repartition"));
        Assert.Contains(
            $"Warning: Record skipped: '{member}' of task 0_0 failed at topic lines, partition 0, offset 0.", harness.Log.Messages);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("boom")]
    [InlineData("unwritable")]
    public void The_handler_of_the_kind_of_error_is_asked(string bad)
    {
        _cluster.Write("lines", null, bad);
        using var harness = WordCount(new ErrorHandlers(
            bad == "?" ? Fail : Skip, bad == "boom" ? Fail : Skip, bad == "unwritable" ? Fail : Skip));

        Assert.Throws<StreamsException>(() => harness.Rounds(1));
    }

    [Fact]
    public void A_dead_letter_is_the_record_as_it_was_read_with_headers_that_say_what_happened()
    {
        _cluster.Write("lines", "key", "before", timestamp: 1);
        _cluster.Write("lines", "key", "boom", timestamp: 42);
        using var harness = WordCount(new ErrorHandlers(Fail, DeadLetter, Fail));

        harness.Rounds(1);

        var letter = Assert.Single(_cluster.Log("dead").Visible);
        Assert.Equal("key=boom@42", letter.ToString());
        Assert.Equal("System.InvalidOperationException", letter.Header("__streams.errors.exception"));
        Assert.Equal("the word is not liked", letter.Header("__streams.errors.message"));
        Assert.Equal("lines", letter.Header("__streams.errors.topic"));
        Assert.Equal("0", letter.Header("__streams.errors.partition"));
        Assert.Equal("1", letter.Header("__streams.errors.offset"));
        Assert.Contains("WordCountTopology", letter.Header("__streams.errors.stacktrace"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_sees_the_record_and_where_it_failed()
    {
        var handler = new RecordingHandler();
        _cluster.Write("lines", "key", "boom", timestamp: 42);
        using var harness = WordCount(new ErrorHandlers(Fail, handler, Fail));

        harness.Rounds(1);

        Assert.Equal(["lines-0@0 42 key boom Words 0_0 the word is not liked"], handler.Seen);
    }

    [Fact]
    public void A_handler_that_throws_fails_the_thread_and_is_logged()
    {
        _cluster.Write("lines", null, "boom");
        using var harness = WordCount(new ErrorHandlers(Fail, new RecordingHandler { Throws = true }, Fail));

        Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.Contains(harness.Log.Messages, m => m.StartsWith("Error: The error handler failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_record_that_the_broker_refuses_can_be_skipped(bool exactlyOnce)
    {
        _cluster.Write("lines", null, "huge fine");
        _cluster.Refuses = "huge";
        using var harness = WordCount(new ErrorHandlers(Fail, Fail, Skip), exactlyOnce);

        Commits(harness, 8);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Contains("fine=1", _cluster.Texts("word-counts"));
        Assert.DoesNotContain(_cluster.Texts("word-counts"), static t => t.StartsWith("huge", StringComparison.Ordinal));
        Assert.Single(harness.Log.Messages, static m => m.Contains("Record left out that topic app-counts-repartition refuses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_source_of_a_record_that_the_broker_refuses_can_go_to_a_dead_letter_topic(bool exactlyOnce)
    {
        _cluster.Write("lines", "key", "so huge", timestamp: 42);
        _cluster.Refuses = "huge";
        using var harness = WordCount(new ErrorHandlers(Fail, Fail, DeadLetter), exactlyOnce);

        Commits(harness, 8);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        var letter = Assert.Single(_cluster.Log("dead").Visible);
        Assert.Equal("key=so huge@42", letter.ToString());
        Assert.Equal("lines", letter.Header("__streams.errors.topic"));
        Assert.Contains("so=1", _cluster.Texts("word-counts"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_record_that_the_broker_refuses_fails_the_thread_when_the_handler_says_so(bool exactlyOnce)
    {
        _cluster.Write("lines", null, "fine huge");
        _cluster.Refuses = "huge";
        using var harness = WordCount(new ErrorHandlers(Skip, Skip, Fail), exactlyOnce);

        var error = Assert.Throws<StreamsException>(() => Commits(harness, 8));

        Assert.Contains("at topic 'lines', partition 0, offset 0: topic 'app-counts-repartition', partition 0, refuses a record: too large", error.Message, StringComparison.Ordinal);
        Assert.Null(_cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void Dropped_records_are_logged_once_in_a_while_with_their_number()
    {
        for (int i = 0; i < 5; i++)
        {
            _cluster.Write("lines", null, null);
        }

        using var harness = WordCount(ErrorHandlers.FailAll);
        harness.Rounds(1);
        Assert.Single(harness.Log.Messages, m => m.Contains("Record dropped", StringComparison.Ordinal));

        harness.Time.Advance(TimeSpan.FromSeconds(10));
        _cluster.Write("lines", null, null);
        harness.Rounds(1);

        Assert.Contains(
            "Warning: Record dropped in 'Words': the value is null (topic lines, partition 0, offset 5; 5 dropped since the last message).",
            harness.Log.Messages);
    }

    private static void Commits(ThreadHarness harness, int count)
    {
        for (; count > 0; count--)
        {
            harness.Rounds(1);
            harness.RoundWithCommit();
        }
    }

    private ThreadHarness WordCount(ErrorHandlers handlers, bool exactlyOnce = false) => new ThreadHarness(
        _cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), exactlyOnce ? ThreadHarness.ExactlyOnce : null, handlers).Join();

    private sealed class RecordingHandler : IProcessingErrorHandler
    {
        public List<string> Seen { get; } = [];

        public bool Throws { get; init; }

        public ErrorAction Handle(in ErrorContext context)
        {
            if (Throws)
            {
                throw new InvalidOperationException("the handler fails too");
            }

            string key = System.Text.Encoding.UTF8.GetString(context.Key.Span);
            string value = System.Text.Encoding.UTF8.GetString(context.Value.Span);
            Seen.Add(
                $"{context.Topic}-{context.Partition}@{context.Offset} {context.Timestamp} {key} {value} {context.Member} {context.Task} {context.Exception.Message}");
            return ErrorAction.Skip;
        }
    }
}
