namespace GenStreams.Generators.Tests.Serdes;

/// <summary>MessagePack-CSharp's attributes, as far as they are read.</summary>
internal static class MessagePackAttributesSource
{
    public const string Text = """
        using System;

        namespace MessagePack
        {
            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
            public sealed class MessagePackObjectAttribute(bool keyAsPropertyName = false) : Attribute
            {
                public bool KeyAsPropertyName { get; } = keyAsPropertyName;
            }

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
            public sealed class KeyAttribute : Attribute
            {
                public KeyAttribute(int x) { }
                public KeyAttribute(string x) { }
            }

            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
            public sealed class IgnoreMemberAttribute : Attribute;

            [AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, AllowMultiple = true)]
            public sealed class UnionAttribute : Attribute
            {
                public UnionAttribute(int key, Type subType) { }
            }

            [AttributeUsage(AttributeTargets.Constructor)]
            public sealed class SerializationConstructorAttribute : Attribute;
        }
        """;
}
