using System.Globalization;

namespace GenStreams.Soak;

/// <summary>What happens, with the time of day, on the console and in a file beside the logs of the instances.</summary>
internal sealed class SoakLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _file;

    public SoakLog(string folder) => _file = new StreamWriter(Path.Combine(folder, "soak.log")) { AutoFlush = true };

    public static string Time(DateTime time) => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public void Say(string what) => Print($"{Time(DateTime.UtcNow)} {what}");

    public void Print(string line)
    {
        lock (_gate)
        {
            Console.WriteLine(line);
            _file.WriteLine(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
