namespace GenStreams.State;

/// <summary>How far a store's content was told by <see cref="StateStore.CopyTo"/>; what it means is the store's own matter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContentCursor
{
    private byte[] _key = [];
    private int _length;

    /// <summary>Which part of the store is told, by the store's own numbers.</summary>
    internal long Part { get; set; } = long.MinValue;

    /// <summary>How far that part was told.</summary>
    internal ulong Position { get; set; }

    /// <summary>Pointers to what a slice is made of.</summary>
    internal List<nint> Found { get; } = [];

    /// <summary>Whether <see cref="Key"/> was set.</summary>
    internal bool HasKey { get; private set; }

    /// <summary>The key that was told last.</summary>
    internal ReadOnlySpan<byte> Key
    {
        get => _key.AsSpan(0, _length);
        set
        {
            if (_key.Length < value.Length)
            {
                _key = new byte[Math.Max(64, value.Length * 2)];
            }

            value.CopyTo(_key);
            _length = value.Length;
            HasKey = true;
        }
    }

    /// <summary>Begins with a part.</summary>
    internal void MoveTo(long part)
    {
        Part = part;
        Position = 0;
        HasKey = false;
    }
}
