using System.Diagnostics;

namespace GenStreams.Packaging.Tests;

/// <summary>Packs the packages and uses them as a user does: from a feed, in a project that knows nothing of the repository.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():N}";
    private readonly string _work = Directory.CreateTempSubdirectory("genstreams-package-").FullName;

    [Fact]
    public async Task A_new_project_builds_and_runs_with_nothing_but_the_packages()
    {
        string feed = Path.Combine(_work, "feed");
        foreach (string project in (string[])["Runtime/GenStreams.csproj", "Testing/GenStreams.Testing.csproj"])
        {
            await DotNetAsync(Repository, "pack", $"src/{project}", "--no-build", "-c", Configuration, "-o", feed, $"-p:Version={_version}");
        }

        string app = Path.Combine(_work, "app");
        Directory.CreateDirectory(app);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "NewProject")))
        {
            string text = (await File.ReadAllTextAsync(file)).Replace("$VERSION$", _version, StringComparison.Ordinal)
                .Replace("$FEED$", feed, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(app, Path.GetFileNameWithoutExtension(file)), text);
        }

        string output = await DotNetAsync(app, "run", "-c", "Release");
        Assert.Equal("hello=2 kafka=1 streams=1", output.Trim().Split('\n')[^1].Trim());
    }

    public void Dispose()
    {
        Directory.Delete(_work, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string id in (string[])["genstreams", "genstreams.testing"])
        {
            string restored = Path.Combine(packages, id, _version);
            if (Directory.Exists(restored))
            {
                Directory.Delete(restored, recursive: true);
            }
        }
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "GenStreams.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            }

            return folder.FullName;
        }
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static async Task<string> DotNetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("MSBuildSDKsPath"); // set by the test runner for itself
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }
}
