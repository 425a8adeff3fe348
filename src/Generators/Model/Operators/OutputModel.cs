namespace GenStreams.Generators.Model;

/// <summary><c>[Output]</c>. Its inputs are the processors and punctuators that take it.</summary>
internal sealed record OutputModel(MemberModel Member) : OperatorModel(Member);
