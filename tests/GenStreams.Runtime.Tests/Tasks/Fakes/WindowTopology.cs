using System.Globalization;
using System.Text;
using GenStreams.Processing;
using GenStreams.Processing.Windows;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>
/// Puts what comes from <c>in</c> into windows of 10 ms without grace, as generated code does, and notes each record with "late" where it was too late for them. A
/// record whose key is "skip" does not come to the windows: it is as if it was filtered out.
/// </summary>
internal sealed class WindowTopology(WindowKind kind, List<string> seen) : StreamTaskFactory
{
    private const long Size = 10;
    private const long Retention = 100;

    public override TopologyDescriptor Descriptor { get; } = DelegateTopology.Reading(
        [new SourceDescriptor("Read", new TopicName("in"))],
        kind switch
        {
            WindowKind.Tumbling or WindowKind.SharedTumbling =>
                [new WindowStoreDescriptor { Name = "store", Changelog = Changelog("store"), RetentionMilliseconds = Retention, SegmentMilliseconds = Retention }],
            WindowKind.Sliding => [new SlidingWindowStoreDescriptor { Name = "store", Changelog = Changelog("store"), RetentionMilliseconds = Retention }],
            WindowKind.Session => [new SessionStoreDescriptor { Name = "store", Changelog = Changelog("store"), RetentionMilliseconds = Retention }],
            WindowKind.JoinBuffer => [new JoinBufferDescriptor { Name = "store", Changelog = Changelog("store"), Grace = Size }],
            _ =>
            [
                new JoinWindowStoreDescriptor { Name = "left", Changelog = Changelog("left"), RetentionMilliseconds = Retention },
                new JoinWindowStoreDescriptor { Name = "right", Changelog = Changelog("right"), RetentionMilliseconds = Retention },
            ],
        });

    public override OwnedTask Create(TaskContext context) => new(new Task(kind, seen, context), new MemoryStream());

    public override object CreateForQueries(StateQueries queries, out IDisposable lifetime)
    {
        lifetime = new MemoryStream();
        return this;
    }

    private static TopicName Changelog(string store) => new($"{store}-changelog", true);

    private sealed class Task : TopologyTask
    {
        private readonly List<string> _seen;
        private readonly IStreamTime _time;
        private readonly Func<Bytes, long, bool> _put;

        public Task(WindowKind kind, List<string> seen, TaskContext context)
            : base(context)
        {
            _seen = seen;
            switch (kind)
            {
                case WindowKind.Tumbling:
                case WindowKind.SharedTumbling:
                    var store = context.Store<WindowBytesStore>("store");
                    var windows = kind == WindowKind.Tumbling ? new TimeWindows(Size, Size, 0, store) : new TimeWindows(Size, Size, 0);
                    (_time, _put) = (windows, (key, time) => Put(windows, store, key, time));
                    break;
                case WindowKind.Sliding:
                    var slidingStore = context.Store<TimeOrderedBytesStore>("store");
                    var sliding = new SlidingWindows(slidingStore, Size, 0);
                    (_time, _put) = (sliding, (key, time) => Put(sliding, slidingStore, key, time));
                    break;
                case WindowKind.Session:
                    var sessionStore = context.Store<TimeOrderedBytesStore>("store");
                    var sessions = new SessionWindows(sessionStore, Size, 0);
                    (_time, _put) = (sessions, (key, time) => Put(sessions, sessionStore, key, time));
                    break;
                case WindowKind.JoinBuffer:
                    var buffer = context.Store<JoinBuffer>("store");
                    (_time, _put) = (buffer, (key, time) => buffer.TryPut(key.Span, "1"u8, time, Context.Record));
                    break;
                default:
                    var join = new StreamJoin(
                        context.Store<JoinWindowBytesStore>("left"), context.Store<JoinWindowBytesStore>("right"), null, Size, Size, 0, keepsRight: false);
                    (_time, _put) = (join, (key, time) => Put(join, key, time));
                    break;
            }
        }

        public override void VisitTimes(ITimeVisitor visitor) => visitor.Visit("Windows", _time);

        public override void Process(int source, in RawRecord record)
        {
            string key = Encoding.UTF8.GetString(record.Key.Span);
            bool isLate = key != "skip" && !_put(record.Key, record.Timestamp);
            _seen.Add(string.Create(CultureInfo.InvariantCulture, $"{(isLate ? "late " : "")}{key}@{record.Timestamp}"));
        }

        private static bool Put(TimeWindows windows, WindowBytesStore store, Bytes key, long time)
        {
            windows.Begin(key.Span, time);
            while (windows.MoveNext())
            {
                store.Put(windows.Key, "1"u8, time);
            }

            return windows.Expired == 0;
        }

        private static bool Put(SlidingWindows windows, TimeOrderedBytesStore store, Bytes key, long time)
        {
            bool isTaken = windows.Begin(key.Span, time);
            while (windows.MoveNext())
            {
                store.Put(windows.Key, "1"u8, windows.Timestamp);
            }

            return isTaken;
        }

        private static bool Put(SessionWindows sessions, TimeOrderedBytesStore store, Bytes key, long time)
        {
            if (!sessions.Begin(key.Span, time))
            {
                return false;
            }

            while (sessions.MoveToReplaced())
            {
                store.Delete(sessions.Key, sessions.End);
            }

            store.Put(sessions.Key, "1"u8, sessions.End);
            return true;
        }

        private static bool Put(StreamJoin join, Bytes key, long time)
        {
            join.Advance(time);
            _ = join.Left.Put(key, new Bytes("1"u8), time);
            return !join.Left.IsOver(time);
        }
    }
}
