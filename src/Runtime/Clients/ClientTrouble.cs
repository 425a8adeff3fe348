using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>What keeps a client from its brokers until a setting is changed.</summary>
/// <param name="Kind">What kind of setting.</param>
/// <param name="Reason">What the client says: which address, user, or certificate.</param>
internal sealed record ClientTrouble(ClientTroubleKind Kind, string Reason)
{
    /// <summary>What an error of a client says about its settings; null for nothing.</summary>
    public static ClientTrouble? Of(Error error) => KindOf(error) is { } kind ? new ClientTrouble(kind, error.Reason) : null;

    private static ClientTroubleKind? KindOf(Error error) => error.Code switch
    {
        ErrorCode.Local_Resolve => ClientTroubleKind.Address,
        ErrorCode.Local_Ssl => ClientTroubleKind.Tls,
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism => ClientTroubleKind.Authentication,
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
            or ErrorCode.TransactionalIdAuthorizationFailed => ClientTroubleKind.Authorization,

        // The code is that of every broken connection; which kind it is says the text only.
        ErrorCode.Local_Transport when error.Reason.Contains("security.protocol", StringComparison.Ordinal)
            || error.Reason.Contains("SSL", StringComparison.Ordinal) => ClientTroubleKind.Tls,
        ErrorCode.Local_Transport when error.Reason.Contains("Connect to", StringComparison.Ordinal) => ClientTroubleKind.Address,
        _ => null,
    };
}
