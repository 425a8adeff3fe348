using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>Stores of a value for each key, which may have one or two times at its end.</summary>
internal sealed class KeyValueDriver(CacheableStore store, int times, LogText log) : StoreDriver(store, log)
{
    private readonly TimeOrderedBytesStore? _ordered = store as TimeOrderedBytesStore;
    private readonly RecordAt _record = new();

    protected override int Leap => _ordered == null ? 300 : 60_000;

    public override void Flush()
    {
        while (store.TryTakeChange(out var change))
        {
            Log.Note($"change {LogText.TextOf(change.Key)} {LogText.TextOf(change.OldValue)} {LogText.TextOf(change.NewValue)} {change.Timestamp}");
        }
    }

    protected override void Do(Random random, long time)
    {
        byte[] key = KeyOf(random, time);
        _record.Headers.Clear();
        _record.Headers.Add("h", Value(random));
        int what = random.Next(10);
        if (what < 6)
        {
            store.Put(key, Value(random), time, random.Next(2) == 0 ? _record : null);
        }
        else if (what < 9)
        {
            Log.Note($"deleted {store.Delete(key, time)}");
        }
        else if (_ordered is { Rules.EmitsOnClose: true })
        {
            long closed = time - random.Next(1000);
            while (_ordered.MoveToClosed(closed))
            {
                Log.Note($"closed {Convert.ToHexString(_ordered.ClosedKey)} {LogText.TextOf(_ordered.ClosedValue)}");
            }
        }

        if (store.CacheIsFull)
        {
            Flush();
        }
    }

    protected override void Describe(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"count {store.Count}");
        foreach (var entry in store.Range(Bytes.Null, Bytes.Null))
        {
            text.AppendLine($"{Convert.ToHexString(entry.Key.Span)} {LogText.TextOf(entry.Value.Span)} {entry.Timestamp}");
        }
    }

    private byte[] KeyOf(Random random, long time)
    {
        byte[] key = [.. Key(random), .. new byte[times * sizeof(long)]];
        if (times > 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(key.Length - times * sizeof(long)), time);
        }

        if (times > 1)
        {
            BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(key.Length - sizeof(long)), Math.Max(0, time - random.Next(3)));
        }

        return key;
    }
}

internal sealed class VersionedDriver(VersionedBytesStore store, LogText log) : StoreDriver(store, log)
{
    protected override void Do(Random random, long time)
    {
        byte[] value = Value(random);
        Log.Note(store.Put(Key(random), random.Next(4) == 0 ? Bytes.Null : new Bytes(value), time).ToString());
    }

    protected override void Describe(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"count {store.Count}");
        for (long asOf = Math.Max(0, Time - 400); asOf <= Time; asOf += 7)
        {
            for (int i = 0; i < 12; i++)
            {
                if (store.TryGetAsOf(Encoding.ASCII.GetBytes("k" + i), asOf, out var entry))
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"{asOf} k{i} {LogText.TextOf(entry.Value)} {entry.ValidFrom} {entry.ValidTo}");
                }
            }
        }
    }
}

internal sealed class JoinWindowDriver(JoinWindowBytesStore store, LogText log) : StoreDriver(store, log)
{
    protected override int Leap => 1200;

    protected override void Do(Random random, long time)
    {
        byte[] value = Value(random);
        Log.Note($"kept {store.Put(Key(random), random.Next(9) == 0 ? Bytes.Null : new Bytes(value), time)}");
    }

    protected override void Describe(StringBuilder text)
    {
        for (int i = 0; i < 12; i++)
        {
            var rows = store.Fetch(Encoding.ASCII.GetBytes("k" + i), 0, long.MaxValue);
            while (rows.MoveNext())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"k{i} {rows.Timestamp} {LogText.TextOf(rows.Value)}");
            }
        }
    }
}

internal sealed class OuterJoinDriver(OuterJoinBytesStore store, LogText log) : StoreDriver(store, log)
{
    protected override int Leap => 5;

    protected override void Do(Random random, long time)
    {
        bool isLeft = random.Next(2) == 0;
        int what = random.Next(10);
        if (what < 6)
        {
            store.Add(isLeft, Key(random), Value(random), time);
        }
        else if (what < 8)
        {
            Log.Note($"removed {store.Remove(isLeft, Key(random), Math.Max(0, time - random.Next(10)), time)}");
        }
        else if (store.FirstTime(isLeft) >= 0)
        {
            var first = store.First(isLeft);
            Log.Note($"first {LogText.TextOf(first.Key)} {LogText.TextOf(first.Values)}");
            store.RemoveFirst(isLeft, time);
        }
    }

    protected override void Describe(StringBuilder text)
    {
        foreach (bool isLeft in new[] { true, false })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{store.FirstTime(isLeft)} {store.SecondTime(isLeft)} {store.LastTime(isLeft)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{store.TimeNotBefore(isLeft, Time - 5)} {store.Count}");
        }
    }
}

internal sealed class SubscriptionDriver(SubscriptionStore store, LogText log) : StoreDriver(store, log)
{
    protected override void Do(Random random, long time)
    {
        byte[] foreignKey = Encoding.ASCII.GetBytes("f" + random.Next(4));
        if (random.Next(3) == 0)
        {
            store.Delete(foreignKey, Key(random), time);
        }
        else
        {
            store.Put(foreignKey, Key(random), Value(random), time);
        }
    }

    protected override void Describe(StringBuilder text)
    {
        for (int i = 0; i < 4; i++)
        {
            var subscriptions = store.Of(Encoding.ASCII.GetBytes("f" + i));
            while (subscriptions.MoveNext())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"f{i} {LogText.TextOf(subscriptions.Subscription)} {store.Count}");
            }
        }
    }
}

internal sealed class JoinBufferDriver(JoinBuffer store, LogText log) : StoreDriver(store, log)
{
    private readonly RecordAt _record = new();

    protected override int Leap => 30;

    protected override void Do(Random random, long time)
    {
        Log.Note($"put {store.TryPut(Key(random), Value(random), time, _record)}");
        if (random.Next(3) == 0)
        {
            while (store.TryTake(out var taken))
            {
                Log.Note($"taken {LogText.TextOf(taken.Key)} {LogText.TextOf(taken.NewValue)} {taken.Timestamp}");
            }
        }
    }

    protected override void Describe(StringBuilder text) => text.AppendLine(CultureInfo.InvariantCulture, $"{store.Count} {store.HasDue}");
}

internal sealed class SuppressDriver(SuppressBuffer store, LogText log) : StoreDriver(store, log)
{
    private readonly RecordAt _record = new();

    protected override int Leap => 40;

    public override void Flush() => store.WriteChanges();

    protected override void Do(Random random, long time)
    {
        byte[] old = Value(random);
        byte[] value = Value(random);
        store.Put(
            Key(random), random.Next(3) == 0 ? Bytes.Null : new Bytes(old), random.Next(4) == 0 ? Bytes.Null : new Bytes(value), time, time, _record);
        if (random.Next(3) == 0)
        {
            while (store.TryTake(out var taken))
            {
                Log.Note($"taken {LogText.TextOf(taken.Key)} {LogText.TextOf(taken.OldValue)} {LogText.TextOf(taken.NewValue)} {taken.Timestamp}");
            }
        }
    }

    protected override void Describe(StringBuilder text) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{store.Count} {store.HeldBytes}");
}

internal sealed class ProgressDriver(ProgressStore store, LogText log) : StoreDriver(store, log)
{
    protected override void Do(Random random, long time) => store.Save(time);

    protected override void Describe(StringBuilder text) => text.AppendLine(CultureInfo.InvariantCulture, $"{store.Time}");
}
