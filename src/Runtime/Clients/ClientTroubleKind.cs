namespace GenStreams.Clients;

/// <summary>Which settings keep a client from its brokers.</summary>
internal enum ClientTroubleKind
{
    /// <summary><c>bootstrap.servers</c>: a name that is not known, or an address where nobody listens.</summary>
    Address,

    /// <summary><c>security.protocol</c> or <c>ssl.…</c>: no encrypted connection comes about, or the broker wants one.</summary>
    Tls,

    /// <summary><c>sasl.…</c>: the broker does not accept who the client says it is.</summary>
    Authentication,

    /// <summary>Access rights on the broker: the client is known, and not allowed.</summary>
    Authorization,
}
