namespace GenStreams.Generators.Model;

/// <summary><c>[Suppress]</c>.</summary>
/// <param name="Member">What all operators have.</param>
/// <param name="Store">Name of the buffer.</param>
/// <param name="TimeLimit">Milliseconds for which a key is held back; null: until its window closes.</param>
/// <param name="MaxRecords">The most keys held back; null when it is unbounded.</param>
/// <param name="MaxBytes">The most bytes held back; null when it is unbounded.</param>
/// <param name="EmitsEarly">Whether the oldest is emitted when the buffer is full; else that is an error.</param>
internal sealed record SuppressModel(
    MemberModel Member, string Store, long? TimeLimit, long? MaxRecords, long? MaxBytes, bool EmitsEarly) : OperatorModel(Member);
