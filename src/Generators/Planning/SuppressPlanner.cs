using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What a suppress waits for.</summary>
internal static class SuppressPlanner
{
    public static SuppressWork WorkOf(SuppressModel suppress) => new(
        suppress.Store,
        new SuppressLimitsPlan(suppress.TimeLimit ?? 0, suppress.MaxRecords, suppress.MaxBytes, suppress.EmitsEarly, DropsDeletes: false),
        WindowEnd: null);
}
