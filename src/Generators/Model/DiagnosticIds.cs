namespace GenStreams.Generators.Model;

/// <summary>
/// The ids of all messages, by area: 1xxx declarations, 2xxx references, 3xxx types and serdes, 4xxx the graph, 5xxx windows, joins and
/// state, 9999 the compiler's own faults. An id is never used again for something else.
/// </summary>
internal static class DiagnosticIds
{
    public const string TopologyNotPartial = "GS1001";
    public const string ContainingTypeNotPartial = "GS1002";
    public const string PropertyNotPartial = "GS1003";
    public const string FileLocalTopology = "GS1004";
    public const string GenericTopology = "GS1005";
    public const string TopologyCannotBeCreated = "GS1006";
    public const string SeveralConstructors = "GS1007";
    public const string LanguageVersion = "GS1008";
    public const string InvalidName = "GS1009";
    public const string PropertyForm = "GS1010";
    public const string SeveralOperators = "GS1011";
    public const string DuplicateMember = "GS1012";
    public const string UnsupportedSignature = "GS1014";
    public const string NoOperator = "GS1015";
    public const string OutsideTopology = "GS1016";
    public const string SinkTopic = "GS1017";
    public const string EmptyTopology = "GS1018";
    public const string OneStepForm = "GS1019";
    public const string BranchForm = "GS1020";
    public const string InvalidPartitionCount = "GS1021";
    public const string PunctuationInterval = "GS1022";
    public const string TimestampArguments = "GS1023";

    public const string AsynchronousMethod = "GS1030";
    public const string ServiceParameter = "GS1031";

    public const string ReservedName = "GS1050";
    public const string UndefinedValue = "GS1051";
    public const string DerivedTopology = "GS1052";
    public const string RequiredMember = "GS1053";
    public const string MisplacedOperator = "GS1054";
    public const string ForgottenTopology = "GS1055";
    public const string AliasedType = "GS1056";

    public const string UnknownInput = "GS2001";
    public const string ForeignInput = "GS2002";
    public const string SelfReference = "GS2003";
    public const string MissingInput = "GS2004";
    public const string MissingMethod = "GS2005";
    public const string MethodSignature = "GS2006";
    public const string UnknownStore = "GS2007";
    public const string AmbiguousStore = "GS2008";
    public const string MergeInputs = "GS2009";
    public const string InputIsNoOperator = "GS2010";
    public const string UnknownOutput = "GS2011";
    public const string AmbiguousOutput = "GS2012";
    public const string UntakenOutput = "GS2013";
    public const string UnreadOutput = "GS2014";

    public const string EdgeType = "GS3001";
    public const string ReturnType = "GS3002";
    public const string UnserializableType = "GS3003";
    public const string PropertyType = "GS3004";
    public const string LeftJoinNullability = "GS3005";
    public const string NoInitialAggregate = "GS3006";

    public const string ParameterOrder = "GS3020";
    public const string SeveralSerdes = "GS3021";
    public const string NeedlessSerde = "GS3022";

    public const string Cycle = "GS4001";
    public const string WrongInputKind = "GS4002";
    public const string KeyChangeOnTable = "GS4003";
    public const string NoReader = "GS4004";
    public const string DuplicateSource = "GS4005";
    public const string TopicLoop = "GS4006";
    public const string DuplicateSink = "GS4007";
    public const string DefaultBranch = "GS4008";
    public const string SinkOnNothing = "GS4009";
    public const string TopicTypes = "GS4010";

    public const string NeedlessRepartition = "GS4020";

    public const string InvalidDuration = "GS5001";
    public const string WindowNotAllowed = "GS5002";
    public const string DuplicateStore = "GS5003";
    public const string UnusedStore = "GS5004";
    public const string NotCopartitioned = "GS5005";
    public const string MissingKeySelector = "GS5006";
    public const string NeedlessKeySelector = "GS5007";
    public const string DuplicateRepartition = "GS5008";
    public const string NeedlessStore = "GS5009";
    public const string JoinKind = "GS5010";
    public const string WindowKind = "GS5011";
    public const string WindowLength = "GS5012";
    public const string WindowArgument = "GS5013";
    public const string CogroupTarget = "GS5014";
    public const string CogroupOnClose = "GS5015";

    public const string MissingMerger = "GS5020";
    public const string NeedlessMerger = "GS5021";

    public const string MissingJoinWindow = "GS5025";
    public const string NeedlessJoinWindow = "GS5026";

    public const string MissingSubtractor = "GS5035";
    public const string NeedlessSubtractor = "GS5036";
    public const string NeedlessForeignKey = "GS5037";
    public const string OuterForeignKeyJoin = "GS5038";

    public const string PunctuatorStore = "GS5045";
    public const string PunctuatorPlace = "GS5046";
    public const string PunctuatorOfSeveral = "GS5047";

    public const string NeedlessHistory = "GS5055";
    public const string MissingHistory = "GS5056";
    public const string JoinGrace = "GS5057";
    public const string SuppressLimit = "GS5058";
    public const string SuppressWindow = "GS5059";
    public const string SuppressVersions = "GS5060";
    public const string LongJoinGrace = "GS5061";

    public const string NeedlessRetention = "GS5062";

    public const string StateThroughProperty = "GS5080";

    public const string InternalError = "GS9999";

    /// <summary>Whether an id is a warning: the topology runs. All others are errors.</summary>
    public static bool IsWarning(string id) => id is TopicLoop or UnusedStore;
}
