namespace GenStreams.State.Tests;

/// <summary>A test that compiles ahead of time; skipped, with the reason, where there is no linker.</summary>
public sealed class LinkerFactAttribute : FactAttribute
{
    public LinkerFactAttribute() => Skip = IsThere("clang") || IsThere("gcc") ? null! : "no clang or gcc: compiling ahead of time links with one of them";

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
