using System.Globalization;

namespace GenStreams.Generators.Tests.Mutants;

/// <summary>
/// Whatever a program has become, the generator does not fail, and what it writes compiles unless the program itself does not.
/// <c>./build.sh mutants COUNT SEED</c> tries more.
/// </summary>
public sealed class MutantTests
{
    private const int DefaultCount = 400;

    [Fact]
    public void There_are_right_programs_of_all_kinds() => Assert.InRange(RightPrograms.All.Count, 15, 1000);

    [Fact]
    public void Mutants_of_right_programs_find_no_fault()
    {
        int count = Setting("GENSTREAMS_MUTANTS", DefaultCount);
        int seed = Setting("GENSTREAMS_SEED", 1);
        var faults = new List<string>();
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            number =>
            {
                int mutant = unchecked((seed * 1_000_003) + number);
                string program = RightPrograms.All[number % RightPrograms.All.Count];
                string text = new Mutator(mutant).Mutate(program);
                if (Generation.Of(text).Fault is { } fault)
                {
                    lock (faults)
                    {
                        faults.Add(string.Create(CultureInfo.InvariantCulture, $"Mutant {mutant} of program {number % RightPrograms.All.Count}: {fault}\n{Difference(program, text)}"));
                    }
                }
            });

        Assert.True(faults.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{faults.Count} of {count} mutants:\n{string.Join("\n\n", faults.Take(40))}"));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>The lines of a mutant that are not in the program.</summary>
    private static string Difference(string program, string mutant)
    {
        var lines = program.Split('\n').ToHashSet(StringComparer.Ordinal);
        return string.Join("\n", mutant.Split('\n').Where(line => !lines.Contains(line)));
    }
}
