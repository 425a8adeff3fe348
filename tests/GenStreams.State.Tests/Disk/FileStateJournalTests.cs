using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>What was committed is there again, and nothing else.</summary>
public sealed class FileStateJournalTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LogRecorder _log = new();

    private string JournalPath => Path.Combine(_folder.Path, "journal");

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void What_was_committed_is_loaded_whatever_was_done(int seed, bool writesCommittedOnly)
    {
        var work = new RandomWork(seed);
        var settings = JournalledTask.Settings(_log, writesCommittedOnly: writesCommittedOnly);
        string committed = Loaded(settings);
        for (int life = 0; life < 12; life++)
        {
            using var task = new JournalledTask(new JournalFiles(_folder.Path), settings);
            Assert.Equal(committed, task.Content());
            for (int commit = work.Next(40); commit > 0; commit--)
            {
                long[] before = [.. task.Positions];
                work.Do(task, work.Next(30));
                task.Journal.Work();
                work.Do(task, work.Next(10));
                if (writesCommittedOnly && work.Next(5) == 0)
                {
                    task.RollBack(before);
                    Assert.Equal(committed, task.Content());
                }
                else
                {
                    task.Commit();
                    committed = task.Content();
                }
            }

            // What comes behind the last commit is not kept.
            work.Do(task, work.Next(30));
        }

        Assert.Equal(committed, Loaded(settings));
        Assert.DoesNotContain(_log.Messages, message => message.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_can_be_loaded_again_as_of_its_last_commit()
    {
        var work = new RandomWork(7);
        using var task = new JournalledTask(new JournalFiles(_folder.Path), JournalledTask.Settings(_log));
        work.Do(task, 100);
        task.Commit();
        string committed = task.Content();
        work.Do(task, 100);

        task.Load();

        Assert.Equal(committed, task.Content());
    }

    [Fact]
    public void The_time_of_the_commit_is_known()
    {
        var time = new ManualTime();
        var settings = JournalledTask.Settings(_log, time);
        using (var task = new JournalledTask(new JournalFiles(_folder.Path), settings))
        {
            Assert.Null(task.Journal.LoadedFrom);
            new RandomWork(1).Do(task, 3);
            task.Commit();
        }

        var committed = time.GetUtcNow();
        time.Advance(TimeSpan.FromDays(2));
        using var later = new JournalledTask(new JournalFiles(_folder.Path), settings);

        Assert.Equal(committed.ToUnixTimeMilliseconds(), later.Journal.LoadedFrom!.Value.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_file_becomes_a_small_multiple_of_the_content_while_commits_go_on(bool writesCommittedOnly)
    {
        var settings = JournalledTask.Settings(_log, writesCommittedOnly: writesCommittedOnly);
        string committed;
        using (var task = new JournalledTask(new JournalFiles(_folder.Path), settings))
        {
            var end = DateTime.UtcNow.AddSeconds(60);
            for (int i = 0; i < 100 || new FileInfo(JournalPath).Length > 8 * 1024; i++)
            {
                // Ten keys of 100 bytes. The new file is flushed to the disk before it takes the place of the old one.
                Assert.True(DateTime.UtcNow < end, "The file did not become short within 60 s.");
                for (int key = 0; key < 10; key++)
                {
                    task.Put(0, $"key-{key}", new byte[100], i);
                }

                task.Journal.Work();
                task.Commit();
                Thread.Sleep(1);
            }

            committed = task.Content();
        }

        Assert.Equal(committed, Loaded(settings));
    }

    [Fact]
    public void Many_changes_wait_for_their_commit_in_the_file_where_they_may()
    {
        var settings = JournalledTask.Settings(_log, writesCommittedOnly: false);
        string committed;
        using (var task = new JournalledTask(new JournalFiles(_folder.Path), settings))
        {
            task.Put(0, "key", [1], 1);
            task.Commit();
            committed = task.Content();
            for (int i = 0; i < 300; i++)
            {
                task.Put(0, $"key-{i}", new byte[10_000], i);
            }

            Assert.True(new FileInfo(JournalPath).Length > 2_000_000);
        }

        Assert.Equal(committed, Loaded(settings));
        Assert.Contains(_log.Messages, message => message.Contains("it was never committed", StringComparison.Ordinal));
        Assert.True(new FileInfo(JournalPath).Length < 1000);
    }

    [Fact]
    public void Nothing_is_written_before_it_is_committed_where_it_can_be_aborted()
    {
        using var task = new JournalledTask(new JournalFiles(_folder.Path), JournalledTask.Settings(_log));
        task.Commit();
        long length = new FileInfo(JournalPath).Length;
        for (int i = 0; i < 300; i++)
        {
            task.Put(0, $"key-{i}", new byte[100_000], i);
        }

        Assert.True(task.Journal.IsFull);
        Assert.Equal(length, new FileInfo(JournalPath).Length);
        task.RollBack([-1, -1, -1]);
        Assert.False(task.Journal.IsFull);
        task.Commit();
        Assert.Equal(length, new FileInfo(JournalPath).Length);
    }

    [Fact]
    public void State_of_another_topology_is_dropped_and_the_reason_is_told()
    {
        var settings = JournalledTask.Settings(_log);
        using (var task = new JournalledTask(new JournalFiles(_folder.Path), settings))
        {
            new RandomWork(1).Do(task, 50);
            task.Commit();
        }

        var other = settings with { Fingerprint = 43 };
        string empty = Loaded(other);

        Assert.Contains(_log.Messages, message => message.Contains("another topology", StringComparison.Ordinal));
        Assert.Equal(empty, Loaded(settings));
    }

    [Fact]
    public void What_is_cleared_does_not_come_back()
    {
        var settings = JournalledTask.Settings(_log);
        string empty = Loaded(settings);
        using (var task = new JournalledTask(new JournalFiles(_folder.Path), settings))
        {
            new RandomWork(1).Do(task, 50);
            task.Commit();
            task.Journal.Clear();
        }

        Assert.Equal(empty, Loaded(settings));
    }

    [Fact]
    public void Nothing_is_allocated_by_changes_and_commits()
    {
        using var journal = new FileStateJournal(new JournalFiles(_folder.Path), 1, JournalledTask.Settings(_log) with { SmallestFile = long.MaxValue });
        using var store = StoreFactory.InMemory.KeyValue(new StoreContext("store"), keepsOldValues: false);
        long[] positions = [0];
        journal.Load([store], positions);
        Work(1000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Work(int commits)
        {
            Span<byte> key = stackalloc byte[16];
            for (int i = 0; i < commits; i++)
            {
                for (int change = 0; change < 20; change++)
                {
                    BitConverter.TryWriteBytes(key, change);
                    journal.Append(0, key, key, i, default);
                }

                positions[0] += 20;
                journal.Commit(positions);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Loaded(JournalSettings settings)
    {
        using var task = new JournalledTask(new JournalFiles(_folder.Path), settings);
        return task.Content();
    }
}
