using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>A file that is torn anywhere, or has a bit flipped anywhere, gives the state of an earlier commit, or none.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LogRecorder _log = new();
    private readonly List<(long End, string Content)> _commits = [];
    private readonly byte[] _file;

    public DamageTests()
    {
        string written = _folder.Sub("written");
        var settings = JournalledTask.Settings(_log) with { SmallestFile = long.MaxValue };
        var work = new RandomWork(1);
        using (var task = new JournalledTask(new JournalFiles(written), settings))
        {
            _commits.Add((0, task.Content()));
            for (int i = 0; i < 12; i++)
            {
                work.Do(task, 5);
                task.Commit();
                _commits.Add((new FileInfo(Path.Combine(written, "journal")).Length, task.Content()));
            }
        }

        _file = File.ReadAllBytes(Path.Combine(written, "journal"));
        Assert.Equal(_commits[^1].End, _file.Length);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_has_the_last_whole_commit()
    {
        for (int length = 0; length <= _file.Length; length++)
        {
            AssertLoads(_file[..length], length);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found()
    {
        var random = new Random(1);
        for (int place = 0; place < _file.Length; place++)
        {
            byte[] damaged = [.. _file];
            damaged[place] ^= (byte)(1 << random.Next(8));
            AssertLoads(damaged, place);
        }
    }

    [Fact]
    public void What_stands_behind_the_last_commit_is_dropped_and_told()
    {
        var random = new Random(1);
        for (int length = 1; length < 200; length++)
        {
            byte[] rest = new byte[length];
            random.NextBytes(rest);
            _log.Messages.Clear();

            AssertLoads([.. _file, .. rest], _file.Length);

            Assert.Contains(_log.Messages, message => message.Contains($"{length} bytes behind the last whole commit", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_frame_of_another_place_or_file_is_not_taken()
    {
        // The last two commits in the wrong order, and the last one twice.
        var last = _commits[^1];
        var before = _commits[^2];
        var third = _commits[^3];
        byte[] swapped = [.. _file[..(int)third.End], .. _file[(int)before.End..], .. _file[(int)third.End..(int)before.End]];
        AssertLoads(swapped, (int)third.End);
        AssertLoads([.. _file, .. _file[(int)before.End..]], (int)last.End);
    }

    [Fact]
    public void After_damage_it_goes_on_and_what_is_committed_then_is_kept()
    {
        string path = _folder.Sub("damaged");
        File.WriteAllBytes(Path.Combine(path, "journal"), _file[..^3]);
        var settings = JournalledTask.Settings(_log);
        string committed;
        using (var task = new JournalledTask(new JournalFiles(path), settings))
        {
            new RandomWork(2).Do(task, 20);
            task.Commit();
            committed = task.Content();
        }

        using var again = new JournalledTask(new JournalFiles(path), settings);
        Assert.Equal(committed, again.Content());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What is loaded is the content of the last commit that ends before the damage.</summary>
    private void AssertLoads(byte[] file, int whole)
    {
        string path = _folder.Sub("damaged");
        File.WriteAllBytes(Path.Combine(path, "journal"), file);
        using var task = new JournalledTask(new JournalFiles(path), JournalledTask.Settings(_log));
        string expected = _commits.FindLast(commit => commit.End <= whole).Content;
        Assert.True(expected == task.Content(), $"Damaged at {whole}: expected {expected}, found {task.Content()}");
    }
}
