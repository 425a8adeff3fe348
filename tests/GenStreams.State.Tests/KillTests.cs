using System.Diagnostics;
using System.Globalization;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.State.Tests;

/// <summary>A process that writes and is killed at any time leaves the state of a commit, and lets its folder go.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TestFolder _folder = new();

    // RocksDB loses what is not in files yet: it has to live until a file is full.
    [Theory]
    [InlineData("exactly-once", 300)]
    [InlineData("at-least-once", 300)]
    [InlineData("rocksdb", 2000)]
    public async Task A_killed_process_leaves_the_state_of_a_commit(string engine, int longestLife)
    {
        var random = new Random(1);
        long position = -1;
        for (int life = 0; life < 6; life++)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, engine, _folder.Path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                string? loaded = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
                if (loaded is null)
                {
                    // Only now: the errors of a process that lives have no end.
                    Assert.Fail($"Life {life}: {await process.StandardError.ReadToEndAsync()}");
                }

                long found = long.Parse(loaded.AsSpan("loaded ".Length), CultureInfo.InvariantCulture);
                Assert.True(found >= position, $"Life {life}: {position} was there, {found} is.");
                position = found;
                await Task.Delay(random.Next(longestLife));
                using (var folder = new StateFolder(_folder.Path, "app", TimeProvider.System, NullLogger.Instance))
                {
                    Assert.Equal(1, folder.Instance);
                    Assert.Null(folder.TryOpen("0_0"));
                }
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            }
        }

        Assert.True(position > 0, "Nothing was ever kept.");
        using var after = new StateFolder(_folder.Path, "app", TimeProvider.System, NullLogger.Instance);
        Assert.Equal(0, after.Instance);
        using var task = after.TryOpen("0_0");
        Assert.NotNull(task);
    }

    public void Dispose() => _folder.Dispose();
}
