using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>What a parameter's type says of it.</summary>
internal enum ParameterKind
{
    /// <summary>A key, a value, an aggregate: which, its place says.</summary>
    Data,
    Context,
    Store,
    ValueOutput,
    KeyValueOutput,
    BytesOutput,
    Punctuation,
    CancellationToken,
}

internal static class ParameterKinds
{
    public static ParameterKind Of(ITypeSymbol type) =>
        KnownNames.Is(type, KnownNames.RecordContext) ? ParameterKind.Context
        : KnownNames.Is(type, KnownNames.KeyValueStore) || KnownNames.Is(type, KnownNames.VersionedKeyValueStore) ? ParameterKind.Store
        : KnownNames.Is(type, KnownNames.ValueOutput) ? ParameterKind.ValueOutput
        : KnownNames.Is(type, KnownNames.KeyValueOutput) ? ParameterKind.KeyValueOutput
        : KnownNames.Is(type, KnownNames.BytesOutput) ? ParameterKind.BytesOutput
        : KnownNames.Is(type, KnownNames.Punctuation) ? ParameterKind.Punctuation
        : IsCancellationToken(type) ? ParameterKind.CancellationToken
        : ParameterKind.Data;

    private static bool IsCancellationToken(ITypeSymbol type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    public static ParameterRole RoleOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Context => ParameterRole.Context,
        ParameterKind.Store => ParameterRole.Store,
        ParameterKind.KeyValueOutput => ParameterRole.RecordOutput,
        ParameterKind.BytesOutput => ParameterRole.BytesOutput,
        ParameterKind.Punctuation => ParameterRole.Punctuation,
        ParameterKind.CancellationToken => ParameterRole.CancellationToken,
        _ => ParameterRole.Output,
    };

    /// <summary>Why an operator does not take a parameter, as the end of a sentence; null when it does.</summary>
    public static string? Problem(ParameterKind kind, Extras extras) => kind switch
    {
        ParameterKind.Context when !extras.HasFlag(Extras.Context) => "is a RecordContext, which it does not get",
        ParameterKind.Store when !extras.HasFlag(Extras.Stores) => "is a store, which only [Process], [ProcessValues] and [Punctuate] methods get",
        ParameterKind.ValueOutput when !extras.HasFlag(Extras.ValueOutput) => "is an Output<TValue>, which it does not get",
        ParameterKind.BytesOutput when !extras.HasFlag(Extras.ValueOutput) => "is a BytesOutput, which it does not get",
        ParameterKind.KeyValueOutput when !extras.HasFlag(Extras.KeyValueOutput) => "is an Output<TKey, TValue>, which it does not get",
        ParameterKind.Punctuation when !extras.HasFlag(Extras.Punctuation) => "is a Punctuation, which only [Punctuate] methods get",
        ParameterKind.CancellationToken when (extras & (Extras.Context | Extras.Punctuation)) == 0 => "is a CancellationToken, which it does not get",
        _ => null,
    };
}
