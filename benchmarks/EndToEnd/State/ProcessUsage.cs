using System.Diagnostics;

namespace GenStreams.EndToEnd.State;

/// <summary>What a process has used.</summary>
internal static class ProcessUsage
{
    /// <summary>Seconds of CPU so far.</summary>
    public static double CpuSeconds(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
