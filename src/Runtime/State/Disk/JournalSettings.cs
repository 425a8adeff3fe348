using Microsoft.Extensions.Logging;

namespace GenStreams.State.Disk;

/// <summary>Whose journal it is, and how it works.</summary>
internal sealed record JournalSettings
{
    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Stands for all that gives the content its meaning. What was written under another is dropped.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>
    /// Whether nothing is written before it is committed, as exactly-once demands; else many changes are written earlier, and do not count
    /// until then.
    /// </summary>
    public required bool WritesCommittedOnly { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Told what is dropped, what cannot be written, and why.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>A file that is shorter is not written anew.</summary>
    public long SmallestFile { get; init; } = 16 << 20;

    /// <summary>How many bytes of content are at least written at a time while a file is written anew.</summary>
    public long SmallestSlice { get; init; } = 256 << 10;

    /// <summary>How many bytes of content are at most written at a time.</summary>
    public long LargestSlice { get; init; } = 8 << 20;
}
