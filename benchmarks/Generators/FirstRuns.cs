using System.Diagnostics;
using System.Globalization;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Benchmarks;

/// <summary>How long the runs of a process that has just started take: what the just-in-time compiler adds to <see cref="CompilerBenchmarks.Cold"/>.</summary>
internal static class FirstRuns
{
    private const int Operators = 50;
    private const int Runs = 200;

    public static void Print()
    {
        string source = LargeTopology.Write(Operators);
        for (int run = 1; run <= Runs; run++)
        {
            // A program of its own each time: nothing of it is bound yet.
            var program = UserProgram.Compile(source);
            var driver = CSharpGeneratorDriver.Create([new TopologyGenerator().AsSourceGenerator()], parseOptions: UserProgram.ParseOptions);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            driver.RunGenerators(program);
            var time = Stopwatch.GetElapsedTime(began);
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            if (run <= 3 || run is 10 or 30 || run % 100 == 0)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"run {run,3} of {Operators} operators: {time.TotalMilliseconds,7:F1} ms, {cpu.TotalMilliseconds,7:F1} ms of processor time"));
            }
        }
    }
}
