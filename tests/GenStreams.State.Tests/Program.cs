using GenStreams.State.Tests;

// A process that writes state until it is killed.
return await WritingProgram.RunAsync(args);
