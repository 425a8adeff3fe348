namespace GenStreams.Generators.Model;

/// <summary><c>[ToTable]</c>.</summary>
internal sealed record ToTableModel(MemberModel Member, string? Store, string? Repartition) : OperatorModel(Member);
