using System.Runtime.InteropServices;

namespace GenStreams.RocksDb.Native;

/// <content>What is written together, and is looked into before that.</content>
internal static unsafe partial class RocksDbNative
{
    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_create")]
    public static partial nint WritebatchWiCreate(nuint reserved, byte overwriteKeys);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_destroy")]
    public static partial void WritebatchWiDestroy(nint batch);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_clear")]
    public static partial void WritebatchWiClear(nint batch);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_put_cf")]
    public static partial void WritebatchWiPutCf(nint batch, nint family, byte* key, nuint keyLength, byte* value, nuint valueLength);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_delete_cf")]
    public static partial void WritebatchWiDeleteCf(nint batch, nint family, byte* key, nuint keyLength);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_wi_get_pinned_from_batch_and_db_cf")]
    public static partial nint WritebatchWiGetPinnedFromBatchAndDbCf(nint batch, nint database, nint options, nint family, byte* key, nuint keyLength, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_value")]
    [SuppressGCTransition]
    public static partial nint PinnablesliceValue(nint slice, nuint* length);

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_destroy")]
    public static partial void PinnablesliceDestroy(nint slice);

    [LibraryImport(Library, EntryPoint = "rocksdb_write_writebatch_wi")]
    public static partial void WriteWritebatchWi(nint database, nint options, nint batch, nint* error);
}
