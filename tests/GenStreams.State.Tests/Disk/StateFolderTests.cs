using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>Who may use what of the state folder.</summary>
public sealed class StateFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LogRecorder _log = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void A_tasks_folder_has_one_owner_at_a_time()
    {
        using var mine = Open();
        using var other = Open();
        var first = mine.TryOpen("0_1");

        Assert.Equal(Path.Combine(_folder.Path, "app", "0_1"), first!.Path);
        Assert.Null(other.TryOpen("0_1"));
        Assert.Contains(_log.Messages, message => message.Contains("another process", StringComparison.Ordinal));

        first.Dispose();
        using var second = other.TryOpen("0_1");
        Assert.NotNull(second);
    }

    [Fact]
    public void An_instance_has_the_lowest_number_that_is_free()
    {
        using var zero = Open();
        var one = Open();
        using var two = Open();
        Assert.Equal([0, 1, 2], [zero.Instance, one.Instance, two.Instance]);

        one.Dispose();
        using var again = Open();
        Assert.Equal(1, again.Instance);
    }

    [Fact]
    public void Without_a_folder_instances_have_numbers_too()
    {
        string application = Guid.NewGuid().ToString();
        using var zero = new StateFolder(null, application, _time, _log);
        using var one = new StateFolder(null, application, _time, _log);

        Assert.Equal([0, 1], [zero.Instance, one.Instance]);
        Assert.Null(zero.TryOpen("0_0"));
        Assert.Empty(zero.KeptTasks());
        foreach (int number in (int[])[0, 1])
        {
            File.Delete(Path.Combine(Path.GetTempPath(), $"genstreams-{application}-instance-{number}.lock"));
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_used_is_told_once()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "not a folder");
        string application = Guid.NewGuid().ToString();
        using var folder = new StateFolder(file, application, _time, _log);

        Assert.Null(folder.TryOpen("0_0"));
        Assert.Null(folder.TryOpen("0_1"));
        Assert.Equal(0, folder.Instance);
        Assert.Contains(file, Assert.Single(_log.Messages), StringComparison.Ordinal);
        File.Delete(Path.Combine(Path.GetTempPath(), $"genstreams-{application}-instance-0.lock"));
    }

    [Fact]
    public void What_nobody_uses_is_removed_after_a_while()
    {
        using var folder = Open();
        using var used = folder.TryOpen("0_0")!;
        foreach (string task in (string[])["0_1", "0_2"])
        {
            using var left = folder.TryOpen(task)!;
            File.WriteAllText(Path.Combine(left.Path, "journal"), "state");
        }

        _time.Advance(TimeSpan.FromDays(2));
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "app", "0_2", "journal"), _time.GetUtcNow().UtcDateTime);
        folder.RemoveObsolete(TimeSpan.FromDays(1));

        Assert.Equal(["0_0", "0_2"], folder.KeptTasks());
        Assert.Contains(_log.Messages, message => message.Contains("Removed the state of task 0_1", StringComparison.Ordinal));
    }

    [Fact]
    public void The_name_of_an_application_does_not_lead_out_of_the_folder()
    {
        using var folder = new StateFolder(_folder.Sub("state"), "..", _time, _log);
        using var task = folder.TryOpen("0_0");

        Assert.StartsWith(Path.Combine(_folder.Path, "state"), Path.GetFullPath(task!.Path), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private StateFolder Open() => new(_folder.Path, "app", _time, _log);
}
