using GenStreams.Samples;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

// An ASP.NET application that counts words and answers questions about them from its own state.
// Settings stand in appsettings.json, section GenStreams.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams")).AddTopology<WordCount>();
builder.Services.AddHealthChecks().AddGenStreams();

var app = builder.Build();
app.MapGet("/count/{word}", (string word, WordCount topology) =>
    topology.Counts.TryGet(word, out long count) ? Results.Ok(count) : Results.NotFound());
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
app.Run();
