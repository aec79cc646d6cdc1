// Drawings of one request that are made side by side. Those that have drawn the same so far are one branch: one entry in the
// batch, one context. Where their random numbers part them, the branch forks. So a step costs what differs, not what was
// asked for, and every drawing is what it would be alone. One thread's work; does not know the others.

using AsciiGen.Model;

namespace AsciiGen.Decoding;

/// <summary>Drawings that share steps.</summary>
internal sealed class Candidates
{
    // Kernels take four inputs at a time, and whole-number weights are read faster than they are multiplied: a fifth input
    // would only push the keys and values of the others out of the cache. Float weights are worth reading for as many as there are.
    private const int MostIntegerInputs = 4;

    private readonly Transformer _transformer;
    private readonly TokenBatch _batch;
    private readonly Stack<DrawingContext> _free;
    private readonly List<Branch> _branches = [];
    private readonly List<Branch> _forks = [];

    /// <summary>One branch of all sequences, at the end of their prompt and given rows.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="batch">Room for a step of all sequences; holds what follows these.</param>
    /// <param name="contexts">As many as there are sequences; the first holds prompt and given rows.</param>
    /// <param name="sequences">The drawings, nothing drawn yet.</param>
    public Candidates(Transformer transformer, TokenBatch batch, IReadOnlyList<DrawingContext> contexts, IReadOnlyList<Sequence> sequences)
    {
        (_transformer, _batch) = (transformer, batch);
        _free = new Stack<DrawingContext>(contexts.Skip(1).Take(sequences.Count - 1));
        _branches.Add(new Branch(contexts[0], [.. sequences]));
        Take(_branches[0], contexts[0].LastLogits(batch));
        Settle();
    }

    /// <summary>True when all drawings are over.</summary>
    public bool AreOver => _branches.Count == 0;

    /// <summary>Draws the next token of the first branches; the others wait until one of these ends.</summary>
    public void Step()
    {
        _batch.Clear();
        var together = Math.Min(_branches.Count, (_transformer.HasIntegers ? MostIntegerInputs : _batch.Capacity) / _branches[0].Context.TokensPerStep);
        for (var i = 0; i < together; i++) _branches[i].Context.Add(_batch, _branches[i].Members[0].Token, _branches[i].Members[0].Canvas.Cell);
        _transformer.Forward(_batch);
        for (var i = 0; i < together; i++) Take(_branches[i], _branches[i].Context.Logits(_batch, i));
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
            member.Take(own);
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

        var context = _free.Pop();
        context.CopyFrom(branch.Context);
        _forks.Add(new Branch(context, [member]));
    }

    private void Settle()
    {
        foreach (var branch in _branches)
        {
            if (branch.Members.Count == 0) _free.Push(branch.Context);
        }

        _branches.RemoveAll(static branch => branch.Members.Count == 0);
        _branches.AddRange(_forks);
        _forks.Clear();
    }

    private sealed record Branch(DrawingContext Context, List<Sequence> Members);
}
