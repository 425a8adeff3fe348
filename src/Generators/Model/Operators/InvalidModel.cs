namespace GenStreams.Generators.Model;

/// <summary>
/// A member that is meant to be an operator but is none, which has been reported. It keeps its name, so that those who read it are not
/// reported too. A graph never holds one.
/// </summary>
/// <param name="Member">Its name and what it reads; no signature.</param>
/// <param name="Property">For a partial property: what the stub needs; null otherwise.</param>
internal sealed record InvalidModel(MemberModel Member, StubProperty? Property) : OperatorModel(Member);
