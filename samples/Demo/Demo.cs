namespace GenStreams.Samples.Demo;

/// <summary>A program of the samples with data of its own, which <c>./build.sh demo NAME</c> runs.</summary>
internal abstract class Demo
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one sentence.</summary>
    public abstract string About { get; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="bootstrapServers">The broker; null: an embedded one.</param>
    /// <param name="output">Where it shows its result.</param>
    /// <returns>The process's exit code.</returns>
    public abstract Task<int> RunAsync(string? bootstrapServers, TextWriter output);
}
