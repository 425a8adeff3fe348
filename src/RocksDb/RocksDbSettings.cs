using GenStreams.RocksDb.Native;

namespace GenStreams.RocksDb;

/// <summary>The options of all databases of the process, as RocksDB holds them.</summary>
internal sealed class RocksDbSettings
{
    private const int NoCompression = 0;
    private const int UniversalCompaction = 1;
    private const int OnlyHeaders = 5;

    /// <summary>Options for databases that share memory.</summary>
    public RocksDbSettings(RocksDbMemory memory)
    {
        nint table = RocksDbNative.BlockBasedOptionsCreate();
        RocksDbNative.BlockBasedOptionsSetBlockCache(table, memory.Cache);
        RocksDbNative.BlockBasedOptionsSetFilterPolicy(table, RocksDbNative.FilterpolicyCreateBloomFull(bitsPerKey: 10));
        RocksDbNative.BlockBasedOptionsSetBlockSize(table, 4096);

        // Else indexes and filters are outside of the budget, and grow with the state.
        RocksDbNative.BlockBasedOptionsSetCacheIndexAndFilterBlocks(table, 1);
        RocksDbNative.BlockBasedOptionsSetPinL0FilterAndIndexBlocksInCache(table, 1);

        Options = RocksDbNative.OptionsCreate();
        RocksDbNative.OptionsSetCreateIfMissing(Options, 1);
        RocksDbNative.OptionsSetCreateMissingColumnFamilies(Options, 1);
        RocksDbNative.OptionsSetBlockBasedTableFactory(Options, table);
        RocksDbNative.OptionsSetWriteBufferManager(Options, memory.WriteBuffers);

        // Each column family of each task has at least one: with the default of 1 MiB they alone would fill a small budget.
        RocksDbNative.OptionsSetArenaBlockSize(Options, 64 * 1024);
        RocksDbNative.OptionsSetCompression(Options, NoCompression);
        RocksDbNative.OptionsSetCompactionStyle(Options, UniversalCompaction);
        RocksDbNative.OptionsSetMaxBackgroundJobs(Options, Math.Clamp(Environment.ProcessorCount, 2, 8));
        RocksDbNative.OptionsSetKeepLogFileNum(Options, 1);
        RocksDbNative.OptionsSetInfoLogLevel(Options, OnlyHeaders);
        RocksDbNative.OptionsSetStatsDumpPeriodSec(Options, 0);

        // There is no log of writes: what a file has is what some commit had, in all column families.
        RocksDbNative.OptionsSetAtomicFlush(Options, 1);
        RocksDbNative.BlockBasedOptionsDestroy(table);

        Reading = RocksDbNative.ReadoptionsCreate();
        Writing = RocksDbNative.WriteoptionsCreate();
        RocksDbNative.WriteoptionsDisableWal(Writing, 1);
        Flushing = RocksDbNative.FlushoptionsCreate();
    }

    /// <summary>Options of a database and of its column families.</summary>
    public nint Options { get; }

    /// <summary>Options of reads.</summary>
    public nint Reading { get; }

    /// <summary>Options of writes.</summary>
    public nint Writing { get; }

    /// <summary>Options of flushes, which are waited for.</summary>
    public nint Flushing { get; }
}
