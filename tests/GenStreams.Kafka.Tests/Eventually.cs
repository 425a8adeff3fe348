using System.Diagnostics;
using Confluent.Kafka;

namespace GenStreams.Kafka.Tests;

/// <summary>Waits for what another process or thread brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Async(Func<bool> condition, string what, TimeSpan? limit = null) => Async(() => Task.FromResult(condition()), what, limit);

    public static async Task Async(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        var most = limit ?? Limit;
        var clock = Stopwatch.StartNew();
        int pause = 50;
        Exception? unanswered = null;
        while (!await IsSoAsync())
        {
            if (clock.Elapsed > most)
            {
                throw new TimeoutException($"Within {most} it did not come about that {what}.", unanswered);
            }

            await Task.Delay(pause);
            pause = Math.Min(pause + 50, 500); // what is asked is often a whole topic
        }

        // Brokers that do not answer the test say nothing of what is tested.
        async Task<bool> IsSoAsync()
        {
            try
            {
                return await condition();
            }
            catch (Exception e) when (e is TimeoutException or KafkaException)
            {
                unanswered = e;
                return false;
            }
        }
    }
}
