using GenStreams.Samples;

// A worker service: the topology runs for as long as the host does. Settings stand in appsettings.json, section GenStreams.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams")).AddTopology<WordCount>();
builder.Build().Run();
