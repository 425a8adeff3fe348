using GenStreams.Fuzzing;
using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>Files that nobody has written right: what is loaded is a commit, or nothing, the log says why, and the journal goes on.</summary>
public sealed class JournalFuzzTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LogRecorder _log = new();
    private readonly HashSet<string> _commits = [];
    private readonly byte[] _file;

    public JournalFuzzTests()
    {
        string written = _folder.Sub("written");
        var work = new RandomWork(1);
        using (var task = new JournalledTask(new JournalFiles(written), JournalledTask.Settings(_log) with { SmallestFile = long.MaxValue }))
        {
            _commits.Add(task.Content());
            for (int i = 0; i < 12; i++)
            {
                work.Do(task, 5);
                task.Commit();
                _commits.Add(task.Content());
            }
        }

        _file = File.ReadAllBytes(Path.Combine(written, "journal"));
    }

    [Fact]
    public void A_changed_file_gives_a_commit_or_nothing()
    {
        var mutator = new ByteMutator(FuzzSettings.Seed);
        int inputs = FuzzSettings.Inputs(usual: 12_000);
        for (int input = 0; input < inputs; input++)
        {
            byte[] file = mutator.Mutate([_file]);
            string content = Load(file, input);
            Assert.True(_commits.Contains(content), $"Input {input} has given {content}");
        }
    }

    [Fact]
    public void Changes_that_are_wrong_though_their_checksums_are_right_give_something_or_nothing_and_the_journal_goes_on()
    {
        var mutator = new ByteMutator(FuzzSettings.Seed);
        var payloads = Payloads();
        int inputs = FuzzSettings.Inputs(usual: 12_000);
        for (int input = 0; input < inputs; input++)
        {
            var frames = Enumerable.Range(0, 1 + mutator.Random.Next(3)).Select(_ => mutator.Random.Next(3) == 0
                ? payloads[mutator.Random.Next(payloads.Count)]
                : mutator.Mutate(payloads)).ToList();
            Load(FileOf(frames), input);
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Load(byte[] file, int input)
    {
        string path = _folder.Sub("changed");
        File.WriteAllBytes(Path.Combine(path, "journal"), file);
        try
        {
            using var task = new JournalledTask(new JournalFiles(path), JournalledTask.Settings(_log));
            string content = task.Content();
            if (input % 16 == 0)
            {
                new RandomWork(input).Do(task, 3);
                task.Commit();
            }

            _log.Messages.Clear();
            return content;
        }
        catch (Exception e)
        {
            Assert.Fail($"Input {input}: {Convert.ToHexString(file)}\n{e}");
            throw;
        }
    }

    /// <summary>What follows the heads of the frames, which are all commits.</summary>
    private List<byte[]> Payloads()
    {
        var payloads = new List<byte[]>();
        uint chain = Checksum.Of(_file.AsSpan(0, 32));
        for (int at = JournalHeader.Size; at < _file.Length;)
        {
            Assert.True(JournalFrame.TryReadHead(_file.AsSpan(at), ref chain, out var frame) && frame.IsCommit);
            at += JournalFrame.HeadSize;
            payloads.Add(_file[at..(at + frame.Length)]);
            at += frame.Length;
        }

        Assert.Equal(12, payloads.Count);
        return payloads;
    }

    private byte[] FileOf(List<byte[]> payloads)
    {
        var file = new List<byte>(_file[..JournalHeader.Size]);
        uint chain = Checksum.Of(_file.AsSpan(0, 32));
        byte[] head = new byte[JournalFrame.HeadSize];
        foreach (byte[] payload in payloads)
        {
            chain = new JournalFrame(payload.Length, IsCommit: true, Checksum.Of(payload)).WriteHead(head, chain);
            file.AddRange(head);
            file.AddRange(payload);
        }

        return [.. file];
    }
}
