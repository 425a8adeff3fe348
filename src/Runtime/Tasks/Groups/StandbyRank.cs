using System.Text;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>
/// How well a member is suited to keep a copy of a task: a number that is as good as random, and the same on all members (rendezvous hashing: when a member
/// comes or goes, only copies that are with it move).
/// </summary>
internal static class StandbyRank
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The rank; the highest is suited best.</summary>
    public static ulong Of(TaskId task, string member)
    {
        ulong hash = OffsetBasis;
        foreach (byte b in Encoding.UTF8.GetBytes($"{task}/{member}"))
        {
            hash = (hash ^ b) * Prime;
        }

        // Similar names differ in their last characters, which FNV leaves in the low bits.
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93;
        return hash ^ (hash >> 32);
    }
}
