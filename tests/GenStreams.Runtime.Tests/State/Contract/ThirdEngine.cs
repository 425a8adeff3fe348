using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>A trivial engine: all that has to be written for one is this file.</summary>
internal sealed class ThirdEngine : StoreFactory
{
    public override KeyValueBytesStore KeyValue(in StoreContext context, bool keepsOldValues) => new DictionaryStore(context);

    private sealed class DictionaryStore(in StoreContext context) : KeyValueBytesStore(context)
    {
        private readonly IChangelog? _changelog = context.Changelog;
        private SortedDictionary<string, (byte[] Value, long Timestamp)> _entries = new(StringComparer.Ordinal);
        private SortedDictionary<string, (byte[] Value, long Timestamp)> _committed = new(StringComparer.Ordinal);

        public override int Count => _entries.Count;

        public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
        {
            bool found = _entries.TryGetValue(TextOf(key), out var value);
            entry = found ? new KeyValueEntry(value.Value, value.Timestamp) : default;
            return found;
        }

        public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
        {
            Restore(key, value, timestamp);
            _changelog?.Append(key, value, timestamp);
        }

        public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
        {
            bool deleted = _entries.Remove(TextOf(key));
            _changelog?.Append(key, Bytes.Null, timestamp);
            return deleted;
        }

        public override bool TryTakeChange(out KeyValueChange change)
        {
            change = default;
            return false;
        }

        public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
        {
            if (value.IsNull)
            {
                _entries.Remove(TextOf(key));
            }
            else
            {
                _entries[TextOf(key)] = (value.Span.ToArray(), timestamp);
            }
        }

        public override void Committed() => _committed = new(_entries, StringComparer.Ordinal);

        public override bool TryRollBack()
        {
            _entries = new(_committed, StringComparer.Ordinal);
            return true;
        }

        public override void Clear()
        {
            _entries.Clear();
            _committed.Clear();
        }

        public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
        {
            foreach (var (key, value) in _entries)
            {
                target.Append(Encoding.Latin1.GetBytes(key), new Bytes(value.Value), value.Timestamp);
            }

            return false;
        }

        public override void Dispose()
        {
        }

        internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
        {
            string? from = key.IsNull ? null : TextOf(key.Span);
            foreach (var (text, value) in mode.IsDescending ? _entries.Reverse() : _entries)
            {
                int order = from == null ? 1 : string.CompareOrdinal(text, from) * (mode.IsDescending ? -1 : 1);
                if (order > 0 || (order == 0 && !mode.IsPast))
                {
                    found = new RangeEntry(Encoding.Latin1.GetBytes(text), value.Value, value.Timestamp);
                    return true;
                }
            }

            found = default;
            return false;
        }

        private static string TextOf(ReadOnlySpan<byte> key) => Encoding.Latin1.GetString(key);
    }
}
