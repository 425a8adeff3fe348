using GenStreams.Samples.Demo;

// demo [NAME] [--bootstrap HOST:PORT]
string name = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : DemoList.Default;
int option = Array.IndexOf(args, "--bootstrap");
if (option >= 0 && option + 1 >= args.Length)
{
    Console.Error.WriteLine("--bootstrap needs HOST:PORT");
    return 2;
}

var demo = DemoList.All.FirstOrDefault(demo => demo.Name == name);
if (demo is null)
{
    Console.Error.WriteLine($"There is no demo '{name}'. Demos:");
    foreach (var known in DemoList.All)
    {
        Console.Error.WriteLine($"  {known.Name,-16} {known.About}");
    }

    return 2;
}

return await demo.RunAsync(option >= 0 ? args[option + 1] : null, Console.Out);
