namespace GenStreams.State;

/// <summary>A version of a key. Valid until the store is next written to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VersionedEntry
{
    /// <summary><see cref="ValidTo"/> of a version that no other has followed yet.</summary>
    public const long StillValid = long.MaxValue;

    /// <summary>A version.</summary>
    public VersionedEntry(ReadOnlySpan<byte> value, long validFrom, long validTo)
    {
        Value = value;
        ValidFrom = validFrom;
        ValidTo = validTo;
    }

    /// <summary>The serialised value.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The timestamp of the version, milliseconds since 1970-01-01 UTC: from then on it is valid.</summary>
    public long ValidFrom { get; }

    /// <summary>The timestamp of the version or deletion after it, when it ceased to be valid, or <see cref="StillValid"/>.</summary>
    public long ValidTo { get; }
}
