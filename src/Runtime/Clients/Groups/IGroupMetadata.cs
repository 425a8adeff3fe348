namespace GenStreams.Clients;

/// <summary>A member as it stands in its group at a moment: what a transaction commits its offsets as. Disposed of by who took it, or by the producer that it was given to.</summary>
internal interface IGroupMetadata : IDisposable;
