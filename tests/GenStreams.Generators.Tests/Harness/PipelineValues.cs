using System.Collections;
using System.Reflection;

namespace GenStreams.Generators.Tests.Harness;

/// <summary>Walks the objects behind the barrier.</summary>
internal static class PipelineValues
{
    private static readonly string[] BehindBarrier =
        [TrackingNames.Model, TrackingNames.Compile, TrackingNames.Files, TrackingNames.Stubs, TrackingNames.HintNames, TrackingNames.Diagnostics];

    /// <summary>Asserts that no value behind the barrier holds an object of Roslyn, which would keep old compilations alive and never be equal.</summary>
    public static void AssertNoRoslynObjects(GeneratorRun run)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (string step in BehindBarrier)
        {
            foreach (object value in run.OutputsOf(step))
            {
                Visit(value, step, seen);
            }
        }
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        var type = value.GetType();
        Assert.False(type.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} holds a {type}.");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
