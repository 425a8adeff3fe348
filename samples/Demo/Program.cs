using GenStreams.Samples.Demo;

// demo [wordcount] [--bootstrap HOST:PORT]
string name = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "wordcount";
int option = Array.IndexOf(args, "--bootstrap");
if (option >= 0 && option + 1 >= args.Length)
{
    Console.Error.WriteLine("--bootstrap needs HOST:PORT");
    return 2;
}

string? bootstrapServers = option >= 0 ? args[option + 1] : null;
switch (name)
{
    case "wordcount":
        return await WordCountDemo.RunAsync(bootstrapServers);
    default:
        Console.Error.WriteLine($"There is no demo '{name}'. Demos: wordcount");
        return 2;
}
