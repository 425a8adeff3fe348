using System.Text;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>
/// Does random things with a store of one kind, and says what is seen of it: two stores that were done the same to say the same.
/// </summary>
internal abstract class StoreDriver(StateStore store, LogText log) : IDisposable
{
    private static readonly string[] Kinds =
    [
        "key-value", "key-value cached", "key-value cached old", "window", "window cached", "sliding", "sliding cached", "sliding on close",
        "session", "session cached", "session on close", "versioned", "join", "outer join", "subscription", "join buffer", "suppress", "progress",
    ];

    /// <summary>Event time, which mostly goes on.</summary>
    private long _time;

    /// <summary>All kinds of stores, with what is set for them.</summary>
    public static TheoryData<string> All => [.. Kinds];

    /// <summary>The store.</summary>
    public StateStore Store { get; } = store;

    /// <summary>What the store told, its changelog first of all.</summary>
    public LogText Log { get; } = log;

    /// <summary>A store of a kind, empty.</summary>
    public static StoreDriver Create(string kind, bool keepsUndo, StoreFactory? factory = null)
    {
        factory ??= StoreFactory.InMemory;
        var log = new LogText();
        var cache = kind.Contains("cached", StringComparison.Ordinal) ? new RecordCacheBudget(2000) : null;
        var context = new StoreContext("store", log, cache, keepsUndo);
        bool keepsOld = kind.EndsWith("old", StringComparison.Ordinal);
        bool onClose = kind.EndsWith("close", StringComparison.Ordinal);
        return kind.Split(' ') switch
        {
            ["key-value", ..] => new KeyValueDriver(factory.KeyValue(context, keepsOld), 0, log),
            ["window", ..] => new KeyValueDriver(factory.Window(context, 500, 100, keepsOld), 1, log),
            ["sliding", ..] => new KeyValueDriver(factory.TimeOrdered(context, TimeOrderedRules.OfSlidingWindows(130_000, true, onClose)), 1, log),
            ["session", ..] => new KeyValueDriver(factory.TimeOrdered(context, TimeOrderedRules.OfSessions(130_000, true, onClose)), 2, log),
            ["versioned"] => new VersionedDriver(factory.Versioned(context, 300), log),
            ["join"] => new JoinWindowDriver(factory.JoinWindow(context, 1500), log),
            ["outer", "join"] => new OuterJoinDriver(factory.OuterJoin(context), log),
            ["subscription"] => new SubscriptionDriver(factory.Subscription(context), log),
            ["join", "buffer"] => new JoinBufferDriver(factory.JoinBuffer(context, 20), log),
            ["suppress"] => new SuppressDriver(factory.Suppress(context, new SuppressLimits(30, 8, long.MaxValue, true, false)), log),
            ["progress"] => new ProgressDriver(factory.Progress(context), log),
            _ => throw new ArgumentException(kind),
        };
    }

    /// <summary>Does one thing.</summary>
    public void Do(Random random)
    {
        _time += random.Next(20) == 0 ? random.Next(Leap) : random.Next(3);
        Do(random, Math.Max(0, _time - (random.Next(4) == 0 ? random.Next(Leap) : 0)));
    }

    /// <summary>What comes before a commit: held back changes are taken.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Goes back in time, with the store.</summary>
    public long Time
    {
        get => _time;
        set => _time = value;
    }

    /// <summary>The whole content, in the order of the keys in the changelog, and what else can be seen.</summary>
    public string Dump()
    {
        var text = new StringBuilder();
        foreach (string line in Content(7).Order(StringComparer.Ordinal))
        {
            text.AppendLine(line);
        }

        Describe(text);
        return text.ToString();
    }

    /// <summary>The content in the form of the changelog.</summary>
    public List<string> Content(int slice)
    {
        var content = new LogText();
        var cursor = new ContentCursor();
        while (Store.CopyTo(content, cursor, slice))
        {
        }

        return content.Lines;
    }

    public void Dispose() => Store.Dispose();

    /// <summary>How far time can leap.</summary>
    protected virtual int Leap => 200;

    protected static byte[] Key(Random random) => Encoding.ASCII.GetBytes("k" + random.Next(12));

    protected static byte[] Value(Random random) => Encoding.ASCII.GetBytes(new string((char)('a' + random.Next(26)), random.Next(60)));

    protected abstract void Do(Random random, long time);

    /// <summary>Adds what can be seen apart from the content.</summary>
    protected virtual void Describe(StringBuilder text)
    {
    }
}
