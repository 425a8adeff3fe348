namespace GenStreams.Generators.Model;

/// <summary><c>[ProcessValues]</c>.</summary>
internal sealed record ProcessValuesModel(MemberModel Member) : OperatorModel(Member);
