using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Confluent.Kafka;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>
/// A producer on Confluent.Kafka's client; how records are handed over is left to the derived classes.
/// </summary>
/// <remarks>
/// A record that cannot be delivered is noted once, and from then on <see cref="RecordCollector.Send"/>, <see cref="Poll"/>,
/// <see cref="Flush"/> and committing a transaction throw, until the transaction is aborted; without transactions, for good. So no
/// caller can commit past a lost record, whatever it does with the exception.
/// </remarks>
internal abstract class KafkaProducer : StreamProducer
{
    private readonly Dictionary<string, KafkaOutputTopic> _topics = [];
    private readonly Func<UndeliveredRecord, bool>? _onFailure;
    private volatile Error? _failure;
    private volatile bool _isRefused;
    private bool _isAborting;

    /// <summary>Makes the client.</summary>
    protected KafkaProducer(
        IReadOnlyDictionary<string, string> config, ILogger logger, Func<UndeliveredRecord, bool>? onFailure)
    {
        var log = new LimitedLog(logger);
        Log = log;
        _onFailure = onFailure;
        DeliveryTimeout = DeliveryTimeoutOf(config);
        Client = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, line) => log.Line(line)).Build();
    }

    /// <summary>Confluent.Kafka's client.</summary>
    protected IProducer<byte[]?, byte[]?> Client { get; }

    /// <summary>What the client says.</summary>
    protected LimitedLog Log { get; }

    /// <summary>
    /// How long the client tries to deliver a record. Also the longest wait for room in a full queue: by then each record in it has been
    /// delivered or has failed.
    /// </summary>
    protected TimeSpan DeliveryTimeout { get; }

    /// <inheritdoc/>
    public sealed override OutputTopic Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            topic = CreateTopic(name);
            _topics.Add(name, topic);
        }

        return topic;
    }

    /// <inheritdoc/>
    public sealed override void Poll()
    {
        ServeReports(TimeSpan.Zero);
        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public sealed override void Flush(TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ServeReports(TimeSpan.Zero);
            ThrowIfFailed();
            int pending = Pending;
            if (pending == 0)
            {
                return;
            }

            var rest = timeout - Stopwatch.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero)
            {
                throw new KafkaException(new Error(
                    ErrorCode.Local_TimedOut,
                    $"Producer {Client.Name}: {pending} records were not acknowledged within {Seconds(timeout)}; is the broker up?"));
            }

            AwaitAcknowledgements(rest);
        }
    }

    /// <inheritdoc/>
    public sealed override void Refuse()
    {
        _isRefused = true;
        _failure = new Error(ErrorCode.Local_Fenced, $"Producer {Client.Name}: its thread was given up, and others do its work");
    }

    /// <inheritdoc/>
    public sealed override void InitTransactions(TimeSpan timeout) => Client.InitTransactions(timeout);

    /// <inheritdoc/>
    public sealed override void BeginTransaction() => Client.BeginTransaction();

    /// <inheritdoc/>
    public sealed override void CommitTransaction(TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        Flush(timeout);
        Client.CommitTransaction(Rest(timeout, start));
    }

    /// <inheritdoc/>
    public sealed override void AbortTransaction(TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        _isAborting = true;
        try
        {
            Abort(timeout, start);
            ServeReports(TimeSpan.Zero);
            _failure = null;
            if (_isRefused)
            {
                Refuse();
            }
        }
        finally
        {
            _isAborting = false;
        }
    }

    /// <summary>Makes a topic of this producer.</summary>
    protected abstract KafkaOutputTopic CreateTopic(string name);

    /// <summary>Records sent and not yet acknowledged or failed, and reports not yet served.</summary>
    protected abstract int Pending { get; }

    /// <summary>Handles delivery reports that are there; waits for the first one at most so long.</summary>
    protected abstract void ServeReports(TimeSpan timeout);

    /// <summary>Sends what lingers and waits for acknowledgements, a while at most; the caller looks and comes back.</summary>
    protected abstract void AwaitAcknowledgements(TimeSpan atMost);

    /// <summary>Throws when a record could not be delivered.</summary>
    protected void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            Throw();
        }
    }

    /// <summary>Notes a record that could not be delivered.</summary>
    protected void OnUndelivered(in UndeliveredRecord record)
    {
        // A transaction that is being aborted takes its records back: that they do not arrive is what is wanted.
        if (_isAborting || IsSkipped(record))
        {
            return;
        }

        var error = record.Error;
        string topic = record.Topic.Name;
        string place = record.Partition < 0 ? topic : string.Create(CultureInfo.InvariantCulture, $"{topic} [{record.Partition}]");
        _failure ??= new Error(
            error.Code, $"Producer {Client.Name}: a record could not be delivered to {place}: {error.Reason}", error.IsFatal);
    }

    /// <summary>Notes an error of the whole client.</summary>
    protected void OnClientError(Error error)
    {
        Log.Error(Client.Name, error);
        if (error.IsFatal)
        {
            _failure ??= error;
        }
    }

    /// <summary>Handles a full queue: waits for room, or fails the record when there was none for too long.</summary>
    /// <param name="topic">Where the record goes.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="since">When the first attempt was; 0 at the first.</param>
    /// <returns>Whether to try again.</returns>
    protected bool AwaitRoom(OutputTopic topic, int partition, ref long since)
    {
        if (since == 0)
        {
            since = Stopwatch.GetTimestamp();
        }
        else if (Stopwatch.GetElapsedTime(since) > DeliveryTimeout)
        {
            var error = new Error(
                ErrorCode.Local_QueueFull,
                "the producer's queue (queue.buffering.max.messages, queue.buffering.max.kbytes) has been full for "
                + Seconds(DeliveryTimeout));
            OnUndelivered(new UndeliveredRecord(topic, partition, error, Source));
            return false;
        }

        ServeReports(TimeSpan.FromMilliseconds(2));
        ThrowIfFailed();
        return true;
    }

    /// <summary>
    /// The timestamp for the library, which takes 0 for "now": the first millisecond of 1970 is written as the second one.
    /// </summary>
    protected static long WireTimestamp(long timestamp) => timestamp == 0 ? 1 : timestamp;

    private static TimeSpan DeliveryTimeoutOf(IReadOnlyDictionary<string, string> config)
    {
        // A transaction's time bounds that of its records, unless these have less.
        string text = config.GetValueOrDefault("message.timeout.ms")
            ?? config.GetValueOrDefault("delivery.timeout.ms")
            ?? config.GetValueOrDefault("transaction.timeout.ms")
            ?? ClientDefaults.MessageTimeoutMs;

        // 0 means without end. Something else than a number is refused by the client with its own message.
        return int.TryParse(text, CultureInfo.InvariantCulture, out int ms) && ms > 0 ? TimeSpan.FromMilliseconds(ms) : TimeSpan.MaxValue;
    }

    private static TimeSpan Rest(TimeSpan timeout, long start)
    {
        var rest = timeout - Stopwatch.GetElapsedTime(start);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    [DoesNotReturn]
    private void Throw() => throw new KafkaException(_failure);

    [SuppressMessage("Design", "CA1031", Justification = "A failing handler decides nothing: the record counts as lost.")]
    private bool IsSkipped(in UndeliveredRecord record)
    {
        try
        {
            return _onFailure is not null && _onFailure(record);
        }
        catch (Exception e)
        {
            ClientLog.FailureHandlerFailed(Log.Logger, Client.Name, e);
            return false;
        }
    }

    // The client can only finish when the reports of the records it takes back are served, which is up to this thread. So it is asked in
    // slices; an abort that ran out of time goes on where it was.
    private void Abort(TimeSpan timeout, long start)
    {
        var slice = TimeSpan.FromMilliseconds(20);
        while (true)
        {
            var rest = Rest(timeout, start);
            try
            {
                Client.AbortTransaction(rest < slice ? rest : slice);
                return;
            }
            catch (KafkaRetriableException e) when (e.Error.Code == ErrorCode.Local_TimedOut && rest > slice)
            {
                ServeReports(TimeSpan.Zero);
                slice *= 2;
            }
        }
    }
}
