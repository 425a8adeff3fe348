namespace GenStreams;

/// <summary>Holds back the updates of a table, and emits the last one of each key: after a time, or when its window has closed.</summary>
/// <remarks>
/// Time is the greatest timestamp of the updates that have come, so nothing is emitted while none come. The buffer has the
/// member's name with <c>-store</c> after it.
/// </remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class SuppressAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public SuppressAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public SuppressAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>
    /// For how long after the first of its updates a key is held back, as a duration such as <c>"10s"</c>; this or
    /// <see cref="UntilWindowCloses"/>. Later updates replace the value and do not extend the time.
    /// </summary>
    public string? UntilTimeLimit { get; set; }

    /// <summary>
    /// Holds back until the window has closed, that is, its end and grace have passed: each window has one result, its last. A window
    /// that is deleted before it closes has none.
    /// </summary>
    public bool UntilWindowCloses { get; set; }

    /// <summary>The most keys held back; unbounded when it is not set.</summary>
    public int MaxRecords { get; set; }

    /// <summary>The most bytes held back: keys, values and about 30 for each; unbounded when it is not set.</summary>
    public long MaxBytes { get; set; }

    /// <summary>With <see cref="UntilTimeLimit"/>: emits the oldest when more are held back than allowed; otherwise that is an error.</summary>
    public bool EmitEarlyWhenFull { get; set; }

    /// <summary>Name of the buffer before <c>-store</c>; the member's name when null.</summary>
    public string? Name { get; set; }
}
