using System.Diagnostics;
using GenStreams.Queries;

namespace GenStreams.Runtime.Tests.Queries;

public sealed class StateGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public void Readers_get_in_between_the_batches_of_an_owner_who_never_pauses()
    {
        var gate = new StateGate();
        bool stop = false;
        var owner = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                gate.Enter();
                Thread.SpinWait(100_000);
                gate.Exit();
            }
        });
        owner.Start();
        for (int i = 0; i < 200; i++)
        {
            Assert.True(gate.TryEnterToRead(Long));
            gate.Exit();
        }

        Volatile.Write(ref stop, true);
        Assert.True(owner.Join(Long));
    }

    [Fact]
    public void Readers_that_never_pause_leave_the_owner_most_of_the_time()
    {
        var gate = new StateGate();
        bool stop = false;
        var inside = new long[9];
        var threads = Enumerable.Range(0, 9).Select(number => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (number == 0)
                {
                    gate.Enter();
                }
                else
                {
                    Assert.True(gate.TryEnterToRead(Long));
                }

                // Batches are short, and pages as long: what counts is who may how often.
                long until = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20_000);
                while (Stopwatch.GetTimestamp() < until)
                {
                }

                inside[number]++;
                gate.Exit();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.True(SpinWait.SpinUntil(() => inside.AsSpan(1).IndexOf(0) < 0 && inside[0] > 2000, Long));
        Volatile.Write(ref stop, true);
        Assert.All(threads, thread => Assert.True(thread.Join(Long)));

        // A tenth by the clock; threads that are not given a processor in time make it more.
        Assert.True(inside.AsSpan(1).ToArray().Sum() < inside[0] / 3, $"Batches {inside[0]}, pages {inside.AsSpan(1).ToArray().Sum()}.");
    }

    [Fact]
    public void Who_reads_committed_state_waits_for_the_commit()
    {
        var gate = new StateGate();
        Assert.True(gate.TryEnterToRead(TimeSpan.Zero, committed: true));
        gate.Exit();

        gate.Enter();
        bool isCommitted = false;
        bool wasCommitted = false;
        var reader = new Thread(() =>
        {
            Assert.True(gate.TryEnterToRead(Long, committed: true));
            wasCommitted = Volatile.Read(ref isCommitted);
            gate.Exit();
        });
        reader.Start();
        Assert.True(SpinWait.SpinUntil(() => gate.WaitingReaders == 1, Long));
        for (int i = 0; i < 20; i++)
        {
            gate.Exit();
            Thread.Sleep(1);
            gate.Enter();
        }

        Assert.Equal(1, gate.WaitingReaders);
        Volatile.Write(ref isCommitted, true);
        gate.Committed();
        gate.Exit();
        gate.Enter();
        Assert.True(reader.Join(Long));
        Assert.True(wasCommitted);
        gate.Exit();
    }

    [Fact]
    public void Owner_and_readers_are_never_inside_together()
    {
        var gate = new StateGate();
        int inside = 0;
        long entries = 0;
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                if (number == 0)
                {
                    gate.Enter();
                }
                else
                {
                    Assert.True(gate.TryEnterToRead(Long));
                }

                Assert.Equal(1, Interlocked.Increment(ref inside));
                entries++;
                Interlocked.Decrement(ref inside);
                gate.Exit();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(Long)));
        Assert.Equal(20_000, entries);
    }

    [Fact]
    public void A_reader_gives_up_when_its_time_is_over_and_does_not_hold_up_the_owner()
    {
        var gate = new StateGate();
        gate.Enter();
        var reader = new Thread(() => Assert.False(gate.TryEnterToRead(TimeSpan.FromMilliseconds(20))));
        reader.Start();
        Assert.True(reader.Join(Long));
        gate.Exit();

        gate.Enter();
        gate.Exit();
        Assert.True(gate.TryEnterToRead(TimeSpan.Zero));
        gate.Exit();
    }

    [Fact]
    public void A_thread_that_is_inside_may_enter_again()
    {
        var gate = new StateGate();
        gate.Enter();
        Assert.True(gate.TryEnterToRead(TimeSpan.Zero));
        gate.Exit();
        gate.Enter();
        gate.Exit();
        var other = new Thread(() => Assert.False(gate.TryEnterToRead(TimeSpan.Zero)));
        other.Start();
        Assert.True(other.Join(Long));
        gate.Exit();

        Assert.Throws<SynchronizationLockException>(gate.Exit);
    }
}
