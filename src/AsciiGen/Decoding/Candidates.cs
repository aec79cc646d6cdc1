// Drawings of one request that are made side by side. Those that have drawn the same so far are one branch: one entry in the
// batch, one cache. Where their random numbers part them, the branch forks. So a step costs what differs, not what was
// asked for, and every drawing is what it would be alone. One thread's work; does not know the others.

using AsciiGen.Model;

namespace AsciiGen.Decoding;

/// <summary>Drawings that share steps.</summary>
internal sealed class Candidates
{
    // Kernels take four inputs at a time, and whole-number weights are read faster than they are multiplied: a fifth branch
    // would only push the keys and values of the others out of the cache. Float weights are worth reading for as many as there are.
    private const int MostIntegerBranches = 4;

    private readonly Transformer _transformer;
    private readonly TokenBatch _batch;
    private readonly Stack<KvCache> _free;
    private readonly List<Branch> _branches = [];
    private readonly List<Branch> _forks = [];

    /// <summary>One branch of all sequences, at the end of their prompt.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="batch">Room for as many tokens as there are sequences; holds what follows the prompt as its last logits.</param>
    /// <param name="caches">As many as there are sequences; the first holds the prompt.</param>
    /// <param name="sequences">The drawings, all empty.</param>
    public Candidates(Transformer transformer, TokenBatch batch, IReadOnlyList<KvCache> caches, IReadOnlyList<Sequence> sequences)
    {
        (_transformer, _batch) = (transformer, batch);
        _free = new Stack<KvCache>(caches.Skip(1).Take(sequences.Count - 1));
        _branches.Add(new Branch(caches[0], [.. sequences]));
        Take(_branches[0], batch.Logits(batch.Count - 1));
        Settle();
    }

    /// <summary>True when all drawings are over.</summary>
    public bool AreOver => _branches.Count == 0;

    /// <summary>Draws the next token of the first branches; the others wait until one of these ends.</summary>
    public void Step()
    {
        _batch.Clear();
        var together = Math.Min(_branches.Count, _transformer.HasIntegers ? MostIntegerBranches : _batch.Capacity);
        for (var i = 0; i < together; i++) _batch.Add(_branches[i].Members[0].Token, _branches[i].Members[0].Canvas.Cell, _branches[i].Cache);
        _transformer.Forward(_batch);
        for (var i = 0; i < together; i++) Take(_branches[i], _batch.Logits(i));
        Settle();
    }

    /// <summary>Lets every member draw; those that draw something else than the first that goes on fork.</summary>
    private void Take(Branch branch, ReadOnlySpan<float> logits)
    {
        Span<float> own = stackalloc float[logits.Length];
        var stays = -1;
        var first = _forks.Count;
        foreach (var member in branch.Members)
        {
            logits.CopyTo(own);
            member.Take(own, countsLikelihood: true);
            if (member.IsOver) continue;
            if (stays < 0) stays = member.Token;
            if (member.Token != stays) Fork(branch, member, first);
        }

        branch.Members.RemoveAll(member => member.IsOver || member.Token != stays);
    }

    private void Fork(Branch branch, Sequence member, int first)
    {
        for (var i = first; i < _forks.Count; i++)
        {
            if (_forks[i].Members[0].Token != member.Token) continue;
            _forks[i].Members.Add(member);
            return;
        }

        var cache = _free.Pop();
        cache.CopyFrom(branch.Cache);
        _forks.Add(new Branch(cache, [member]));
    }

    private void Settle()
    {
        foreach (var branch in _branches)
        {
            if (branch.Members.Count == 0) _free.Push(branch.Cache);
        }

        _branches.RemoveAll(static branch => branch.Members.Count == 0);
        _branches.AddRange(_forks);
        _forks.Clear();
    }

    private sealed record Branch(KvCache Cache, List<Sequence> Members);
}
