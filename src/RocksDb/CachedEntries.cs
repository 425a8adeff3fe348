using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// The entries of a store of one value for a key: in the column family, and those that are held back before them. It knows whether there is a
/// value and how many there are, writes nothing to a changelog, and does not know what keys mean.
/// </summary>
internal sealed unsafe class CachedEntries : IDisposable
{
    /// <summary>The number of the content that says how many entries there are.</summary>
    private const int CountNumber = 0;

    private readonly RocksDbContent _content;
    private readonly RecordCache? _cache;
    private readonly bool _keepsOldValues;
    private byte[] _scratch = new byte[64];
    private byte[] _looked = new byte[64];
    private int _lookedLength = -1;
    private bool _lookedFound;
    private bool _writesThrough;

    /// <summary>Entries.</summary>
    /// <param name="content">Where they are.</param>
    /// <param name="cache">How much may be held back; null: nothing is.</param>
    /// <param name="keepsOldValues">Whether changes tell the value before.</param>
    public CachedEntries(RocksDbContent content, RecordCacheBudget? cache, bool keepsOldValues)
    {
        _content = content;
        _cache = cache is null ? null : new RecordCache(cache);
        _keepsOldValues = keepsOldValues;
    }

    /// <summary>How many there are.</summary>
    public int Count => (int)Math.Min(_content.Numbers[CountNumber], int.MaxValue);

    /// <summary>Whether changes are held back.</summary>
    public bool HoldsChanges => _cache is { IsEmpty: false };

    /// <summary>Native memory of what is held back, in bytes.</summary>
    public long AllocatedBytes => _cache?.AllocatedBytes ?? 0;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">What there is.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        var held = _cache is null ? null : _cache.Find(key);
        if (held != null)
        {
            entry = held->IsDeleted ? default : new KeyValueEntry(Entry.ValueOf(held), held->Timestamp);
            return !held->IsDeleted;
        }

        return TryRead(key, out entry);
    }

    /// <summary>Sets or removes the value of a key, and holds the change back where there is a cache.</summary>
    /// <returns>Whether it was there before.</returns>
    public bool Put(ReadOnlySpan<byte> key, Bytes value, long timestamp, CurrentRecord? record)
    {
        if (_cache is null)
        {
            bool existed = Exists(key);
            Write(key, value, timestamp, existed);
            return existed;
        }

        var held = _cache.Find(key);
        bool wasThere;
        if (held != null)
        {
            wasThere = !held->IsDeleted;
            if (value.IsNull && !_cache.Existed(held))
            {
                // Added and deleted between two flushes: nobody hears of it.
                Forget(held, wasThere);
                return wasThere;
            }
        }
        else
        {
            wasThere = TryRead(key, out var before);
            if (value.IsNull && !wasThere)
            {
                return false;
            }

            var old = wasThere && _keepsOldValues ? new Bytes(before.Value) : Bytes.Null;
            held = _cache.Add(key, wasThere, old, value.Span.Length);
        }

        _content.Numbers[CountNumber] += (value.IsNull ? 0 : 1) - (wasThere ? 1 : 0);
        if (_writesThrough)
        {
            WriteThrough(key, value, timestamp);
        }

        _cache.Set(held, value, timestamp, record);
        _cache.Compact();
        return wasThere;
    }

    /// <summary>Sets or removes the value of a key at once; none of it is held back.</summary>
    public void Write(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Write(key, value, timestamp, Exists(key));

    /// <summary>Removes a key, and what is held back of it, without telling anyone.</summary>
    public void Drop(ReadOnlySpan<byte> key)
    {
        var held = _cache is null ? null : _cache.Find(key);
        bool wasThere = held == null ? Exists(key) : !held->IsDeleted;
        _content.Numbers[CountNumber] -= wasThere ? 1 : 0;
        WriteThrough(key, Bytes.Null, 0);
        if (held != null)
        {
            _cache!.Remove(held);
            _cache.Compact();
        }
    }

    /// <summary>Takes the first change that is held back out of the cache.</summary>
    /// <param name="change">The change; valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out KeyValueChange change)
    {
        _cache?.Compact();
        if (_cache is null or { IsEmpty: true })
        {
            change = default;
            return false;
        }

        change = _cache.First();
        if (!_writesThrough)
        {
            WriteThrough(change.Key, change.NewValue, change.Timestamp);
        }

        _cache.Remove(_cache.FirstEntry);
        return true;
    }

    /// <summary>A cursor over all entries as they are now: keys, and values with timestamps.</summary>
    public RocksDbCursor Cursor()
    {
        WriteThrough();
        return _content.Family.Cursor();
    }

    /// <summary>Lets what is held back be found in the column family too, from now on: who reads in order once does so again.</summary>
    public void WriteThrough()
    {
        if (_cache is null || _writesThrough)
        {
            return;
        }

        _writesThrough = true;
        long position = 0;
        for (var held = _cache.Next(ref position); held != null; held = _cache.Next(ref position))
        {
            WriteThrough(Entry.KeyOf(held), held->IsDeleted ? Bytes.Null : Entry.ValueOf(held), held->Timestamp);
        }
    }

    /// <summary>Tells the entries, a slice at a time; see <see cref="StateStore.CopyTo"/>.</summary>
    public bool CopyTo(IChangelog target, ContentCursor position, int count)
    {
        using var cursor = Cursor();
        cursor.MoveBehind(position);
        for (; count > 0 && cursor.IsValid; count--)
        {
            var key = cursor.Key;
            var stored = cursor.Value;
            if (!IsUnheard(key))
            {
                target.Append(key, TimestampedValue.ValueOf(stored), TimestampedValue.TimestampOf(stored));
            }

            position.Key = key;
            cursor.MoveNext();
        }

        return count == 0;
    }

    /// <summary>Forgets what is held back, as a part of a roll back.</summary>
    public void Forget()
    {
        _cache?.Clear();
        _lookedLength = -1;
        _writesThrough = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _cache?.Dispose();

    /// <summary>Whether an entry was added since the last flush: should it be deleted before the next, nobody ever hears of it.</summary>
    public bool IsUnheard(ReadOnlySpan<byte> key)
    {
        var held = _cache is null ? null : _cache.Find(key);
        return held != null && !_cache!.Existed(held);
    }

    private void Forget(Entry* held, bool wasThere)
    {
        _content.Numbers[CountNumber] -= wasThere ? 1 : 0;
        if (_writesThrough)
        {
            WriteThrough(Entry.KeyOf(held), Bytes.Null, 0);
        }

        _cache!.Remove(held);
    }

    private void Write(ReadOnlySpan<byte> key, Bytes value, long timestamp, bool existed)
    {
        _content.Numbers[CountNumber] += (value.IsNull ? 0 : 1) - (existed ? 1 : 0);
        if (existed || !value.IsNull)
        {
            WriteThrough(key, value, timestamp);
        }

        Remember(key, !value.IsNull);
    }

    private void WriteThrough(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (value.IsNull)
        {
            _content.Family.Delete(key);
        }
        else
        {
            _content.Family.Put(key, value.Span, timestamp, ref _scratch);
        }

        _lookedLength = -1;
    }

    private bool TryRead(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        bool found = _content.Family.TryGet(key, out var stored);
        entry = found ? new KeyValueEntry(TimestampedValue.ValueOf(stored), TimestampedValue.TimestampOf(stored)) : default;
        Remember(key, found);
        return found;
    }

    // What is written was mostly looked up right before.
    private bool Exists(ReadOnlySpan<byte> key) => _lookedLength >= 0 && key.SequenceEqual(_looked.AsSpan(0, _lookedLength))
        ? _lookedFound
        : _content.Family.TryGet(key, out _);

    private void Remember(ReadOnlySpan<byte> key, bool found)
    {
        if (_looked.Length < key.Length)
        {
            _looked = new byte[key.Length * 2];
        }

        key.CopyTo(_looked);
        _lookedLength = key.Length;
        _lookedFound = found;
    }
}
