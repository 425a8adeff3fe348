using System.Diagnostics;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.State.Tests;

/// <summary>A process that writes and is killed at any time leaves the state of a commit, and lets its folder go.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("exactly-once")]
    [InlineData("at-least-once")]
    [InlineData("rocksdb")]
    public async Task A_killed_process_leaves_the_state_of_a_commit(string engine)
    {
        var random = new Random(1);
        for (int life = 0; life < 3; life++)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, engine, _folder.Path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                string? loaded = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
                Assert.True(loaded is not null, $"Life {life}: {await process.StandardError.ReadToEndAsync()}");
                await Task.Delay(random.Next(300));
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

        using var after = new StateFolder(_folder.Path, "app", TimeProvider.System, NullLogger.Instance);
        Assert.Equal(0, after.Instance);
        using var task = after.TryOpen("0_0");
        Assert.NotNull(task);
    }

    public void Dispose() => _folder.Dispose();
}
