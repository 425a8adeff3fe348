namespace GenStreams;

/// <summary>Holds back the updates of a table.</summary>
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

    /// <summary>For how long an update is held back, as a duration.</summary>
    public string? UntilTimeLimit { get; set; }

    /// <summary>Holds back until the window has closed.</summary>
    public bool UntilWindowCloses { get; set; }

    /// <summary>The most records held back; unbounded when 0.</summary>
    public int MaxRecords { get; set; }

    /// <summary>The most bytes held back; unbounded when 0.</summary>
    public long MaxBytes { get; set; }

    /// <summary>Emits the oldest when full; otherwise the topology stops.</summary>
    public bool EmitEarlyWhenFull { get; set; }
}
