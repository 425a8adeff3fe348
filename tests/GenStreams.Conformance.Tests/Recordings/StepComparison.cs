using Xunit.Sdk;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>Compares what came out of a step: in order within a topic, the order between topics does not matter.</summary>
internal static class StepComparison
{
    public static void Check(string step, IEnumerable<RecordedRecord> expected, IEnumerable<RecordedRecord> actual)
    {
        string wanted = Show(expected);
        string found = Show(actual);
        if (wanted != found)
        {
            throw new XunitException($"{step}{Environment.NewLine}expected: {wanted}{Environment.NewLine}actual:   {found}");
        }
    }

    private static string Show(IEnumerable<RecordedRecord> records)
    {
        // OrderBy is stable: it keeps the order within a topic.
        string shown = string.Join(' ', records.OrderBy(record => record.Topic, StringComparer.Ordinal));
        return shown.Length == 0 ? "nothing" : shown;
    }
}
