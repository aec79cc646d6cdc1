// What does a picture show? It is compared, as it is and mirrored, with pictures whose subjects are known; a subject is as near
// as the nearest of its pictures. The rank of the right subject among all tells how recognisable the picture is. Knows looks only.

namespace AsciiGen.Imaging.Measures;

/// <summary>Ranks subjects by the pictures of them. May be used by many threads at once.</summary>
public sealed class SubjectRanking
{
    private readonly LookReference[] _references;
    private readonly int[] _subjectOf; // of each reference
    private readonly Dictionary<string, int> _subjects;

    /// <summary>A ranking by some pictures.</summary>
    public SubjectRanking(IEnumerable<LookReference> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        _references = [.. references];
        _subjects = _references.Select(reference => reference.Subject).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        _subjectOf = Array.ConvertAll(_references, reference => _subjects[reference.Subject]);
    }

    /// <summary>Number of subjects.</summary>
    public int SubjectCount => _subjects.Count;

    /// <summary>Number of pictures.</summary>
    public int PictureCount => _references.Length;

    /// <summary>True when there is a picture of the subject.</summary>
    public bool Knows(string subject) => _subjects.ContainsKey(subject);

    /// <summary>How near a picture is to each subject, 0..1; below 0 for subjects that only pictures of the excepted family show.</summary>
    /// <param name="look">Of the picture.</param>
    /// <param name="exceptFamily">Pictures that do not count, or null.</param>
    public float[] Compare(float[] look, string? exceptFamily = null)
    {
        var mirrored = PictureLook.Mirror(look);
        var nearness = new float[_subjects.Count];
        Array.Fill(nearness, -1);
        for (var i = 0; i < _references.Length; i++)
        {
            if (_references[i].Family == exceptFamily) continue;
            ref var best = ref nearness[_subjectOf[i]];
            best = MathF.Max(best, MathF.Max(PictureLook.Compare(look, _references[i].Look), PictureLook.Compare(mirrored, _references[i].Look)));
        }

        return nearness;
    }

    /// <summary>The rank of a subject, 1 for the nearest, behind all that are as near; null when no picture shows it.</summary>
    /// <param name="nearness">From <see cref="Compare"/>.</param>
    /// <param name="subject">What the picture should show.</param>
    public int? RankOf(float[] nearness, string subject)
    {
        ArgumentNullException.ThrowIfNull(nearness);
        if (!_subjects.TryGetValue(subject, out var right) || nearness[right] < 0) return null;
        return nearness.Count(value => value >= nearness[right]);
    }

    /// <summary>The nearest subject.</summary>
    /// <param name="nearness">From <see cref="Compare"/>.</param>
    public string NearestTo(float[] nearness)
    {
        ArgumentNullException.ThrowIfNull(nearness);
        var best = Array.IndexOf(nearness, nearness.Max());
        return _subjects.First(pair => pair.Value == best).Key;
    }
}
