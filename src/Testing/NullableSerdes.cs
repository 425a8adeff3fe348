using System.Runtime.CompilerServices;
using GenStreams.Serdes;

namespace GenStreams.Testing;

/// <summary>Serdes of value types as those of their nullable types, where the type is known to the test alone.</summary>
internal static class NullableSerdes
{
    /// <summary>The serde of <typeparamref name="T"/>, when it is <c>TValue?</c> and the given one is that of <c>TValue</c>; else null.</summary>
    public static ISerde<T>? Find<T>(object serde)
    {
        if (Nullable.GetUnderlyingType(typeof(T)) is not { } value || !RuntimeFeature.IsDynamicCodeSupported)
        {
            return null;
        }

        bool fits = typeof(ISerde<>).MakeGenericType(value).IsInstanceOfType(serde);
        return fits ? (ISerde<T>)Activator.CreateInstance(typeof(NullableSerde<>).MakeGenericType(value), serde)! : null;
    }
}
