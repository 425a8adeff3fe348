using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>
/// An rd_kafka_t* of our own. Native calls hold it, so that one that is under way on another thread ends before the client is destroyed.
/// </summary>
internal sealed unsafe class NativeHandle : SafeHandle
{
    private const int TextSize = 512;

    private bool _inBackground;

    private NativeHandle(nint client)
        : base(0, ownsHandle: true) => SetHandle(client);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Makes a consumer that gives everything as events of its queues.</summary>
    /// <param name="config">librdkafka properties. Those of Confluent.Kafka itself (<c>dotnet.…</c>) are left out.</param>
    /// <param name="events">Which events are wanted, beside messages and results.</param>
    /// <exception cref="InvalidOperationException">A property is refused; the message names it.</exception>
    public static NativeHandle NewConsumer(IEnumerable<KeyValuePair<string, string>> config, int events)
    {
        byte* text = stackalloc byte[TextSize];
        nint native = Librdkafka.ConfigNew();
        foreach (var (name, value) in config)
        {
            if (!name.StartsWith("dotnet.", StringComparison.Ordinal)
                && Librdkafka.ConfigSet(native, name, value, text, TextSize) != Librdkafka.NoError)
            {
                Librdkafka.ConfigDestroy(native);
                throw new InvalidOperationException(Marshal.PtrToStringUTF8((nint)text));
            }
        }

        Librdkafka.ConfigSetEvents(native, events);
        nint client = Librdkafka.New(Librdkafka.ConsumerType, native, text, TextSize);
        if (client == 0)
        {
            // Only a client that was made has taken the configuration over.
            Librdkafka.ConfigDestroy(native);
            throw new InvalidOperationException(Marshal.PtrToStringUTF8((nint)text));
        }

        return new NativeHandle(client);
    }

    /// <summary>Lets the library take its time for what it still waits for, when the client is disposed.</summary>
    public void DestroyInBackground() => _inBackground = true;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_inBackground)
        {
            nint client = handle;
            new Thread(() => Librdkafka.Destroy(client, Librdkafka.DestroyWithoutClosing)) { IsBackground = true }.Start();
            return true;
        }

        Librdkafka.Destroy(handle, Librdkafka.DestroyWithoutClosing);
        return true;
    }
}
