using GenStreams.RocksDb.Native;

namespace GenStreams.RocksDb;

/// <summary>
/// The memory of all databases of the process: one cache of blocks, to which what waits to be written to files is counted too. It stays for as
/// long as the process does.
/// </summary>
internal sealed class RocksDbMemory
{
    private static readonly Lock Gate = new();
    private static RocksDbMemory? s_instance;

    private RocksDbMemory(nuint budget)
    {
        Cache = RocksDbNative.CacheCreateLru(budget);
        WriteBuffers = RocksDbNative.WriteBufferManagerCreateWithCache(WriteShare(budget), Cache, allowStall: 0);
    }

    /// <summary>The cache.</summary>
    public nint Cache { get; }

    /// <summary>What bounds the memory of changes that are not in files yet.</summary>
    public nint WriteBuffers { get; }

    /// <summary>Bytes that are in use.</summary>
    public long Used => (long)RocksDbNative.CacheGetUsage(Cache);

    /// <summary>The memory of the process.</summary>
    /// <param name="budget">How much there is from now on.</param>
    public static RocksDbMemory Shared(long budget)
    {
        lock (Gate)
        {
            if (s_instance is null)
            {
                s_instance = new RocksDbMemory((nuint)budget);
            }
            else
            {
                RocksDbNative.CacheSetCapacity(s_instance.Cache, (nuint)budget);
                RocksDbNative.WriteBufferManagerSetBufferSize(s_instance.WriteBuffers, WriteShare((nuint)budget));
            }

            return s_instance;
        }
    }

    private static nuint WriteShare(nuint budget) => budget / 2;
}
