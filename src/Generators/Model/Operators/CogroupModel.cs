namespace GenStreams.Generators.Model;

/// <summary><c>[Cogroup]</c>: another input of an <c>[Aggregate]</c>.</summary>
/// <param name="Member">What all operators have.</param>
/// <param name="Into">The aggregate's member.</param>
/// <param name="Repartition">The name of its repartition topic; null when the user gave none.</param>
internal sealed record CogroupModel(MemberModel Member, NameRef Into, string? Repartition) : OperatorModel(Member);
