namespace GenStreams.Generators.Model;

/// <summary><c>[StateStore]</c>.</summary>
internal sealed record StateStoreModel(MemberModel Member, string Store, bool Logging) : OperatorModel(Member);
