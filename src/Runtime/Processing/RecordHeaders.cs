using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GenStreams;

/// <summary>The headers of a record, in order; a name can occur several times. Reused from record to record without allocating.</summary>
/// <remarks>Not thread-safe, and only valid while its record is processed.</remarks>
public sealed class RecordHeaders
{
    // [int32 name length][name][int32 value length, -1 for null][value] ...: one run of bytes, so that headers are copied with one copy.
    private readonly ArrayBufferWriter<byte> _encoded = new();

    /// <summary>How many headers there are.</summary>
    public int Count { get; private set; }

    /// <summary>All headers in the form that <see cref="Load"/> takes; valid until the next change.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded.WrittenSpan;

    /// <summary>Removes all headers.</summary>
    public void Clear()
    {
        _encoded.ResetWrittenCount();
        Count = 0;
    }

    /// <summary>Adds a header at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, ReadOnlySpan<byte> value)
    {
        ArgumentNullException.ThrowIfNull(name);
        int length = Encoding.UTF8.GetByteCount(name);
        Encoding.UTF8.GetBytes(name, Reserve(length));
        _encoded.Advance(length);
        AppendValue(value, isNull: false);
    }

    /// <summary>Adds a header at the end.</summary>
    /// <param name="name">Its name, UTF-8.</param>
    /// <param name="value">Its value.</param>
    /// <param name="valueIsNull">Whether the value is null; <paramref name="value"/> is then ignored.</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool valueIsNull = false)
    {
        name.CopyTo(Reserve(name.Length));
        _encoded.Advance(name.Length);
        AppendValue(value, valueIsNull);
    }

    /// <summary>Takes over headers that <see cref="Encoded"/> gave.</summary>
    public void Load(ReadOnlySpan<byte> encoded)
    {
        Clear();
        _encoded.Write(encoded);
        foreach (var _ in this)
        {
            Count++;
        }
    }

    /// <summary>The last value of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; empty when it is null or there is none.</param>
    /// <returns>Whether there is a header of that name.</returns>
    public bool TryGetLast(string name, out ReadOnlySpan<byte> value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> wanted = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(name.Length, 256))];
        if (name.Length > 256 || !Encoding.UTF8.TryGetBytes(name, wanted, out int length))
        {
            wanted = Encoding.UTF8.GetBytes(name);
            length = wanted.Length;
        }

        value = default;
        bool found = false;
        foreach (var header in this)
        {
            if (header.Name.SequenceEqual(wanted[..length]))
            {
                value = header.Value;
                found = true;
            }
        }

        return found;
    }

    /// <summary>Walks over the headers in order.</summary>
    public Enumerator GetEnumerator() => new(_encoded.WrittenSpan);

    private Span<byte> Reserve(int nameLength)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_encoded.GetSpan(4), nameLength);
        _encoded.Advance(4);
        return _encoded.GetSpan(Math.Max(nameLength, 1));
    }

    private void AppendValue(ReadOnlySpan<byte> value, bool isNull)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_encoded.GetSpan(4), isNull ? -1 : value.Length);
        _encoded.Advance(4);
        if (!isNull)
        {
            _encoded.Write(value);
        }

        Count++;
    }

    /// <summary>One header.</summary>
    public readonly ref struct Header
    {
        internal Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool valueIsNull)
        {
            Name = name;
            Value = value;
            ValueIsNull = valueIsNull;
        }

        /// <summary>The name, UTF-8.</summary>
        public ReadOnlySpan<byte> Name { get; }

        /// <summary>The value; empty when null.</summary>
        public ReadOnlySpan<byte> Value { get; }

        /// <summary>Whether the value is null.</summary>
        public bool ValueIsNull { get; }
    }

    /// <summary>Walks over headers.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;

        internal Enumerator(ReadOnlySpan<byte> encoded)
        {
            _rest = encoded;
            Current = default;
        }

        /// <summary>The current header.</summary>
        public Header Current { get; private set; }

        /// <summary>Goes to the next header.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            var name = Take(BinaryPrimitives.ReadInt32LittleEndian(_rest));
            int valueLength = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            var value = Take(Math.Max(valueLength, 0));
            Current = new Header(name, value, valueLength < 0);
            return true;
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            var taken = _rest.Slice(4, length);
            _rest = _rest[(4 + length)..];
            return taken;
        }
    }
}
