using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>A disk that takes nothing more: the application goes on in memory, says so once, and tries again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LogRecorder _log = new();
    private readonly ManualTime _time = new();

    private IEnumerable<string> Warnings => _log.Messages.Where(message => message.StartsWith("Warning", StringComparison.Ordinal));

    [Fact]
    public void Wherever_the_disk_becomes_full_the_last_commit_that_fitted_is_there()
    {
        for (int room = 40; room < 4000; room += 37)
        {
            var files = new FaultyFiles(_folder.Sub($"room-{room}")) { Room = room };
            var work = new RandomWork(room);
            string fitted;
            using (var task = new JournalledTask(files, JournalledTask.Settings(_log, _time)))
            {
                fitted = task.Content();
                for (int i = 0; i < 40; i++)
                {
                    work.Do(task, 6);
                    task.Commit();
                    fitted = files.Room > 0 ? task.Content() : fitted;
                }
            }

            using var again = new JournalledTask(new JournalFiles(_folder.Sub($"room-{room}")), JournalledTask.Settings(_log, _time));
            Assert.Equal(fitted, again.Content());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_goes_on_says_so_once_and_is_on_disk_again_when_there_is_room(bool writesCommittedOnly)
    {
        var settings = JournalledTask.Settings(_log, _time, writesCommittedOnly);
        var files = new FaultyFiles(_folder.Path) { Room = 1000 };
        var work = new RandomWork(1);
        string committed;
        using (var task = new JournalledTask(files, settings))
        {
            for (int i = 0; i < 100; i++)
            {
                work.Do(task, 10);
                task.Commit();
                _time.Advance(TimeSpan.FromSeconds(5));
            }

            string warning = Assert.Single(Warnings);
            Assert.Contains("No space left on device", warning, StringComparison.Ordinal);
            files.Room = long.MaxValue;
            _time.Advance(TimeSpan.FromMinutes(16));
            Eventually(() => _log.Messages.Any(message => message.Contains("on disk again", StringComparison.Ordinal)), () =>
            {
                work.Do(task, 1);
                task.Commit();
            });
            committed = task.Content();
        }

        using var again = new JournalledTask(files, settings);
        Assert.Equal(committed, again.Content());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_leaves_state_in_memory()
    {
        string path = Path.Combine(_folder.Path, "file");
        File.WriteAllText(path, "not a folder");
        using var task = new JournalledTask(new JournalFiles(path), JournalledTask.Settings(_log, _time));

        new RandomWork(1).Do(task, 100);
        task.Commit();
        task.Load();

        Assert.All(task.Positions, position => Assert.Equal(StateJournal.None, position));
        Assert.Single(Warnings);
    }

    public void Dispose() => _folder.Dispose();

    private static void Eventually(Func<bool> condition, Action step)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); !condition(); step())
        {
            Assert.True(DateTime.UtcNow < end, "It did not happen within 30 s.");
        }
    }
}
