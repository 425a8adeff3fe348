using BenchmarkDotNet.Running;
using GenStreams.Generators.Benchmarks;

FirstRuns.Print();
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
