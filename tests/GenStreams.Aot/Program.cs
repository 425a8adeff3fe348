using GenStreams;
using GenStreams.Aot;
using GenStreams.Testing;

using var driver = new TopologyTestDriver<Counting>(new TopologyTestDriverOptions { Configure = static options => options.UseRocksDb() });
var words = driver.Input<string, string>("words");
foreach (string word in (string[])["one", "two", "one"])
{
    words.Pipe(word, word, timestamp: 0);
}

Console.WriteLine(string.Join(' ', driver.Output<string, long>("counts").ReadAll().Select(count => $"{count.Key}={count.Value}")));
