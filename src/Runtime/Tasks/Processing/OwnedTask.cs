using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>A generated task and what ends with it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Lifetime">Disposed when the task is closed.</param>
internal readonly record struct OwnedTask(TopologyTask Task, IDisposable Lifetime);
