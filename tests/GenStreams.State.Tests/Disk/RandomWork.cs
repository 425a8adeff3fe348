namespace GenStreams.State.Tests.Disk;

/// <summary>Random changes, the same for the same seed.</summary>
internal sealed class RandomWork(int seed)
{
    private readonly Random _random = new(seed);
    private long _time;

    public void Do(JournalledTask task, int changes)
    {
        for (int i = 0; i < changes; i++)
        {
            _time += _random.Next(3);
            string key = $"key-{_random.Next(60)}";
            byte[] value = new byte[_random.Next(40)];
            _random.NextBytes(value);
            switch (_random.Next(8))
            {
                case 0 or 1:
                    task.Delete(_random.Next(2), key, _time);
                    break;
                case 2:
                    task.AddRow(key, value, _time);
                    break;
                default:
                    task.Put(_random.Next(2), key, value, _time);
                    break;
            }
        }
    }

    public int Next(int limit) => _random.Next(limit);
}
