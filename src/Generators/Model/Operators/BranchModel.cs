namespace GenStreams.Generators.Model;

/// <summary><c>[Branch]</c>.</summary>
internal sealed record BranchModel(MemberModel Member, bool IsDefault) : OperatorModel(Member);
