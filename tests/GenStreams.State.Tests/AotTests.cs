using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GenStreams.State.Tests;

/// <summary>A program that is compiled ahead of time.</summary>
public sealed class AotTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly TestFolder _folder = new();

    [LinkerFact]
    public async Task A_program_with_state_in_RocksDB_starts_when_it_is_compiled_ahead_of_time()
    {
        string project = Path.Combine(Repository(), "tests", "GenStreams.Aot");
        await RunAsync("dotnet", "publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", _folder.Path, "--nologo", "-v", "quiet");

        string output = await RunAsync(Path.Combine(_folder.Path, "GenStreams.Aot"));

        Assert.Equal("one=1 two=1 one=2", output.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GenStreams.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }
}
