using System.Runtime.InteropServices;

namespace GenStreams.RocksDb.Native;

/// <content>Databases and column families.</content>
internal static unsafe partial class RocksDbNative
{
    [LibraryImport(Library, EntryPoint = "rocksdb_open_column_families")]
    public static partial nint OpenColumnFamilies(nint options, byte* path, int count, byte** names, nint* familyOptions, nint* families, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_list_column_families")]
    public static partial nint ListColumnFamilies(nint options, byte* path, nuint* count, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_list_column_families_destroy")]
    public static partial void ListColumnFamiliesDestroy(nint names, nuint count);

    [LibraryImport(Library, EntryPoint = "rocksdb_column_family_handle_destroy")]
    public static partial void ColumnFamilyHandleDestroy(nint family);

    [LibraryImport(Library, EntryPoint = "rocksdb_close")]
    public static partial void Close(nint database);

    [LibraryImport(Library, EntryPoint = "rocksdb_destroy_db")]
    public static partial void DestroyDb(nint options, byte* path, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_flush_cfs")]
    public static partial void FlushCfs(nint database, nint options, nint* families, int count, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_drop_column_family")]
    public static partial void DropColumnFamily(nint database, nint family, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_create_column_family")]
    public static partial nint CreateColumnFamily(nint database, nint options, byte* name, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_delete_cf")]
    public static partial void DeleteCf(nint database, nint options, nint family, byte* key, nuint keyLength, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_delete_range_cf")]
    public static partial void DeleteRangeCf(nint database, nint options, nint family, byte* from, nuint fromLength, byte* to, nuint toLength, nint* error);

    [LibraryImport(Library, EntryPoint = "rocksdb_free")]
    public static partial void Free(nint memory);
}
