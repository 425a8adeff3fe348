namespace GenStreams.Clients;

/// <summary>What cannot be set, because these clients do not serve it.</summary>
internal static class ClientSettings
{
    /// <summary>Refuses properties that would be ignored.</summary>
    /// <exception cref="InvalidOperationException">There is one; the message names it and says what to do.</exception>
    internal static void Check(IReadOnlyDictionary<string, string> config)
    {
        // With the oidc method the library renews tokens by itself; all others ask the application.
        bool usesTokens = Is(config, "sasl.mechanism", "OAUTHBEARER") || Is(config, "sasl.mechanisms", "OAUTHBEARER");
        if (usesTokens && !Is(config, "sasl.oauthbearer.method", "oidc"))
        {
            throw new InvalidOperationException(
                "sasl.mechanism=OAUTHBEARER needs sasl.oauthbearer.method=oidc: tokens that the application makes itself are not supported");
        }
    }

    private static bool Is(IReadOnlyDictionary<string, string> config, string name, string value) =>
        config.TryGetValue(name, out string? found) && found.Equals(value, StringComparison.OrdinalIgnoreCase);
}
