using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Opens the producer of a thread, at first and after it was lost, and decides how long a thread that fails again and again is let go on: as long as no broker
/// answers, and for the task timeout when one does.
/// </summary>
internal sealed class ThreadProducer(ThreadClients clients, IGroupMember member, StreamsConfig config, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClosedWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TopicGoneLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FencePeriod = TimeSpan.FromMinutes(1);
    private const int FencesThatAreNoAccident = 10;

    private readonly Backoff _backoff = new(time, logger);
    private readonly RecentEvents _fences = new(FencePeriod, time);
    private bool _topicGone;
    private long _topicGoneSince;
    private long _failingSince;
    private bool _isFailing;

    /// <summary>Whether the producer can be used.</summary>
    public bool IsOpen => clients.HasProducer;

    /// <summary>What stands in the way; null when nothing does.</summary>
    public string? WaitsFor => _backoff.Reason;

    /// <summary>Opens the producer when it is not open; does not wait for longer than a call may take.</summary>
    /// <returns>False: it is to be tried again.</returns>
    /// <exception cref="StreamsException">It cannot be opened, for good.</exception>
    public bool TryOpen()
    {
        if (!_backoff.IsOver)
        {
            Thread.Sleep(ClosedWait);
            return false;
        }

        if (clients.HasProducer)
        {
            return true;
        }

        try
        {
            clients.OpenProducer(OpenTimeout);
            return true;
        }
        catch (KafkaException e) when (e is KafkaRetriableException || KafkaErrors.IsOfMoment(e.Error) || KafkaErrors.IsFenced(e.Error))
        {
            Failed(e);
            return false;
        }
        catch (KafkaException e)
        {
            throw new StreamsException(
                $"The application cannot begin transactions: {e.Error.Reason}. Exactly once needs brokers of version 2.5 or later, and the right to " +
                $"write with the transactional ids that begin with '{config.ApplicationId}-'.", e);
        }
    }

    /// <summary>Whether the work since the last commit can be done again, with a new producer if need be.</summary>
    public static bool CanStartOver(KafkaException e) => !KafkaErrors.IsAuthorization(KafkaErrors.Of(e));

    /// <summary>A commit has worked.</summary>
    public void Worked()
    {
        _isFailing = false;
        _backoff.Succeeded();
    }

    /// <summary>The work since the last commit was thrown away.</summary>
    /// <exception cref="StreamsException">It has failed for too long.</exception>
    public void Failed(KafkaException cause)
    {
        CheckFences(cause);
        CheckTopicGone(cause);
        _backoff.Failed("A commit, or what is to be committed,", cause);
        if (!_isFailing || member.UnreachableSince is not null)
        {
            _isFailing = true;
            _failingSince = time.GetTimestamp();
        }
        else if (time.GetElapsedTime(_failingSince) > config.TaskTimeout)
        {
            throw new StreamsException(
                $"No commit has worked for {config.TaskTimeout} though brokers answer; the last attempt failed with: {KafkaErrors.Of(cause).Reason}.", cause);
        }
    }

    // A topic that was deleted does not come back by itself. One that was just made can be unknown for a moment.
    private void CheckTopicGone(KafkaException cause)
    {
        if (!KafkaErrors.IsTopicGone(KafkaErrors.Of(cause)))
        {
            _topicGone = false;
            return;
        }

        if (!_topicGone)
        {
            _topicGone = true;
            _topicGoneSince = time.GetTimestamp();
        }
        else if (time.GetElapsedTime(_topicGoneSince) > TopicGoneLimit)
        {
            throw new StreamsException(
                $"A topic that the application writes to does not exist any more: {KafkaErrors.Of(cause).Reason}. If it is a changelog, the state in it is lost: restart the " +
                "application, which says what can be done. If it is an output, make it again.", cause);
        }
    }

    // One that timed out looks like one that was fenced, but it does not happen again at once.
    private void CheckFences(KafkaException cause)
    {
        if (!KafkaErrors.IsFenced(cause.Error))
        {
            return;
        }

        int fences = _fences.Add();
        if (fences >= FencesThatAreNoAccident)
        {
            throw new StreamsException(
                $"Another process uses the transactional ids of this one: {fences} times in {FencePeriod} its producer was fenced. Give each process of '" +
                $"{config.ApplicationId}' an InstanceId of its own.", cause);
        }
    }
}
