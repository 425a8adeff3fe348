using System.Globalization;

namespace GenStreams.Generators.Validation;

/// <summary>Kafka's rules for the names of topics, and so for application ids and stores.</summary>
internal static class TopicName
{
    private const int MaxLength = 249;

    /// <summary>What is wrong with a name, as the end of a sentence; null when nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="around">How many characters stand around it in the topic's name.</param>
    public static string? Problem(string name, int around = 0)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name is "." or "..")
        {
            return "it stands for a folder";
        }

        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-'))
            {
                return $"it has the character '{c}'";
            }
        }

        int length = name.Length + around;
        return length <= MaxLength ? null : "its topic's name would have " + length.ToString(CultureInfo.InvariantCulture) + " characters";
    }
}
