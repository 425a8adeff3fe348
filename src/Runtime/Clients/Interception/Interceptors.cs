using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Clients;

/// <summary>The interceptors of a process. Where there are none, clients stay as they are.</summary>
internal sealed class Interceptors(IConsumeInterceptor[] consuming, IProduceInterceptor[] producing, ILogger logger)
{
    /// <summary>None.</summary>
    public static Interceptors None { get; } = new([], [], NullLogger.Instance);

    /// <summary>A consumer that shows what it fetches.</summary>
    public IStreamConsumer Around(IStreamConsumer consumer, string clientId) =>
        consuming.Length == 0 ? consumer : new InterceptedConsumer(consumer, clientId, this);

    /// <summary>A producer that shows what it sends.</summary>
    public StreamProducer Around(StreamProducer producer, string clientId) =>
        producing.Length == 0 ? producer : new InterceptedProducer(producer, clientId, this);

    /// <summary>Shows a fetched record.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What an interceptor throws does not concern the record.")]
    public void Consumed(in InterceptedRecord record)
    {
        foreach (var interceptor in consuming)
        {
            try
            {
                interceptor.OnConsume(in record);
            }
            catch (Exception e)
            {
                ClientLog.InterceptorFailed(logger, interceptor.GetType().Name, e);
            }
        }
    }

    /// <summary>Shows a record that is sent.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What an interceptor throws does not concern the record.")]
    public void Sent(in InterceptedRecord record)
    {
        foreach (var interceptor in producing)
        {
            try
            {
                interceptor.OnSend(in record);
            }
            catch (Exception e)
            {
                ClientLog.InterceptorFailed(logger, interceptor.GetType().Name, e);
            }
        }
    }

    /// <summary>Tells of a record that the broker has.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What an interceptor throws does not concern the record.")]
    public void Acknowledged(OutputTopic topic, int partition, long offset)
    {
        foreach (var interceptor in producing)
        {
            try
            {
                interceptor.OnAcknowledge(topic.Name, partition, offset);
            }
            catch (Exception e)
            {
                ClientLog.InterceptorFailed(logger, interceptor.GetType().Name, e);
            }
        }
    }
}
