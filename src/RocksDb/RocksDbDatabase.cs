using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using GenStreams.RocksDb.Native;

namespace GenStreams.RocksDb;

/// <summary>
/// The database of a task: a column family for each store, and one for what was committed. A commit is one batch, which has the positions too;
/// RocksDB keeps no log of writes, and whatever it has written to files when the process ends is what some commit had, in all column families.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class RocksDbDatabase : IDisposable
{
    private const string Default = "default";

    /// <summary>What stands before the name of a store: one may be called as the column family that is always there.</summary>
    private const string StorePrefix = "store-";

    /// <summary>What a batch has memory for at first.</summary>
    private const nuint BatchCapacity = 4096;

    private readonly string _path;
    private readonly Dictionary<string, RocksDbFamily> _families = [];
    private readonly RocksDbFamily _committed;

    private RocksDbDatabase(string path, string[] names, RocksDbSettings settings, nint handle, ReadOnlySpan<nint> families)
    {
        _path = path;
        Settings = settings;
        Handle = handle;
        Batch = RocksDbNative.WritebatchWiCreate(BatchCapacity, overwriteKeys: 1);
        for (int i = 0; i < names.Length; i++)
        {
            _families.Add(names[i], new RocksDbFamily(this, names[i], families[i]));
        }

        _committed = _families[Default];
    }

    /// <summary>What RocksDB knows it by.</summary>
    public nint Handle { get; private set; }

    /// <summary>What was changed since the last commit.</summary>
    public nint Batch { get; private set; }

    /// <summary>The options.</summary>
    public RocksDbSettings Settings { get; }

    /// <summary>About how much memory the changes since the last commit take.</summary>
    public long ChangedBytes { get; private set; }

    /// <summary>Whether a file was found to be damaged: it all goes when the database is closed, and is restored.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Whether the changes are of a commit, in part, that could not be written.</summary>
    public bool HasUnwrittenCommit { get; private set; }

    private static ReadOnlySpan<byte> CommittedKey => "committed"u8;

    /// <summary>Opens a database, which is made if it is not there.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="settings">The options.</param>
    /// <exception cref="RocksDbException">It cannot be opened: it is damaged, or the disk is at fault.</exception>
    public static RocksDbDatabase Open(string path, RocksDbSettings settings)
    {
        string[] names = Names(path, settings);
        var texts = new byte[names.Length][];
        byte** pointers = stackalloc byte*[names.Length];
        nint* options = stackalloc nint[names.Length];
        nint* families = stackalloc nint[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            // What is pinned for good does not move, so that its address can be kept.
            byte[] text = ToText(names[i]);
            texts[i] = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
            text.CopyTo(texts[i], 0);
            pointers[i] = (byte*)Unsafe.AsPointer(ref texts[i][0]);
            options[i] = settings.Options;
        }

        nint error = 0;
        nint handle;
        fixed (byte* folder = ToText(path))
        {
            handle = RocksDbNative.OpenColumnFamilies(settings.Options, folder, names.Length, pointers, options, families, &error);
        }

        GC.KeepAlive(texts);
        RocksDbNative.ThrowIf(error);
        return new RocksDbDatabase(path, names, settings, handle, new ReadOnlySpan<nint>(families, names.Length));
    }

    /// <summary>Removes a database that is closed.</summary>
    /// <exception cref="RocksDbException">The disk is at fault.</exception>
    public static void Destroy(string path, RocksDbSettings settings)
    {
        nint error = 0;
        fixed (byte* folder = ToText(path))
        {
            RocksDbNative.DestroyDb(settings.Options, folder, &error);
        }

        RocksDbNative.ThrowIf(error);
    }

    /// <summary>The column family of a store, which is made if it is not there.</summary>
    public RocksDbFamily Family(string store)
    {
        string name = StorePrefix + store;
        if (!_families.TryGetValue(name, out var family))
        {
            family = new RocksDbFamily(this, name, Create(name));
            _families.Add(name, family);
        }

        return family;
    }

    /// <summary>Removes all that a column family has, at once, and forgets which commit it was of.</summary>
    /// <exception cref="RocksDbException">The disk is at fault.</exception>
    public void Clear(RocksDbFamily family)
    {
        nint error = 0;
        if (family.IsEmpty)
        {
            return;
        }

        // In this order: what is not there any more must not have a position.
        fixed (byte* key = CommittedKey)
        {
            RocksDbNative.DeleteCf(Handle, Settings.Writing, _committed.Handle, key, (nuint)CommittedKey.Length, &error);
            RocksDbNative.ThrowIf(error);
        }

        nint flushed = _committed.Handle;
        RocksDbNative.FlushCfs(Handle, Settings.Flushing, &flushed, 1, &error);
        RocksDbNative.ThrowIf(error);
        family.Release();
        RocksDbNative.DropColumnFamily(Handle, family.Handle, &error);
        RocksDbNative.ThrowIf(error);
        RocksDbNative.ColumnFamilyHandleDestroy(family.Handle);
        family.Handle = Create(family.Name);
    }

    /// <summary>What the last commit wrote down; empty when there was none. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Committed() => _committed.TryGet(CommittedKey, out var value) ? value : default;

    /// <summary>Writes all changes, and what is to be known of the commit.</summary>
    /// <param name="committed">What is to be known of it.</param>
    /// <exception cref="RocksDbException">The disk is at fault.</exception>
    public void Commit(ReadOnlySpan<byte> committed)
    {
        _committed.Put(CommittedKey, committed);
        nint error = 0;
        HasUnwrittenCommit = true;
        RocksDbNative.WriteWritebatchWi(Handle, Settings.Writing, Batch, &error);
        ThrowIf(error);
        RollBack();
    }

    /// <summary>Forgets all changes since the last commit.</summary>
    public void RollBack()
    {
        RocksDbNative.WritebatchWiClear(Batch);
        ChangedBytes = 0;
        HasUnwrittenCommit = false;
    }

    /// <summary>Throws when a call has left an error.</summary>
    /// <exception cref="RocksDbException">It has.</exception>
    public void ThrowIf(nint error)
    {
        try
        {
            RocksDbNative.ThrowIf(error);
        }
        catch (RocksDbException e)
        {
            IsDamaged |= e.IsDamage;
            throw;
        }
    }

    /// <summary>Something was changed.</summary>
    /// <param name="bytes">About how much memory it takes.</param>
    public void Changed(int bytes) => ChangedBytes += bytes;

    /// <summary>Closes the database; what was committed is written to files.</summary>
    public void Dispose()
    {
        if (Handle == 0)
        {
            return;
        }

        foreach (var family in _families.Values)
        {
            family.Release();
            RocksDbNative.ColumnFamilyHandleDestroy(family.Handle);
        }

        RocksDbNative.WritebatchWiDestroy(Batch);
        RocksDbNative.Close(Handle);
        Handle = Batch = 0;
        if (IsDamaged)
        {
            Destroy(_path, Settings);
        }
    }

    private static string[] Names(string path, RocksDbSettings settings)
    {
        if (!File.Exists(Path.Combine(path, "CURRENT")))
        {
            return [Default];
        }

        nint error = 0;
        nuint count;
        nint list;
        fixed (byte* folder = ToText(path))
        {
            list = RocksDbNative.ListColumnFamilies(settings.Options, folder, &count, &error);
        }

        RocksDbNative.ThrowIf(error);
        var names = new string[(int)count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Marshal.PtrToStringUTF8(((nint*)list)[i])!;
        }

        RocksDbNative.ListColumnFamiliesDestroy(list, count);
        return names;
    }

    private nint Create(string name)
    {
        nint error = 0;
        fixed (byte* text = ToText(name))
        {
            nint family = RocksDbNative.CreateColumnFamily(Handle, Settings.Options, text, &error);
            RocksDbNative.ThrowIf(error);
            return family;
        }
    }

    private static byte[] ToText(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
