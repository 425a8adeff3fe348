using GenStreams.State;
using GenStreams.Tasks;

namespace GenStreams.Testing;

/// <summary>A global table of the driver.</summary>
/// <param name="store">Its store.</param>
/// <param name="intake">Decides on records that cannot be read; null: all can be.</param>
internal sealed class TestGlobalTable(GlobalKeyValueStore store, StoreIntake? intake)
{
    private readonly TestCurrentRecord _record = new();

    /// <summary>The name of the store.</summary>
    public string Name => store.Entries.Name;

    /// <summary>Takes a record in.</summary>
    /// <exception cref="StreamsException">It cannot be read, and the error handler does not leave it out.</exception>
    public void Take(TestMessage message)
    {
        _record.MoveTo(message);
        if (intake?.Takes(_record) == false)
        {
            return;
        }

        lock (store.Gate)
        {
            store.Entries.Restore(message.Key, message.Raw.Value, message.Timestamp);
        }
    }
}
