// The kinds of work in a training step, as the time table of `ascii-lab bench` lists them. Elementwise steps have no line of
// their own: they run inside the pieces of work whose rows they touch.

namespace AsciiGen.Training.Benchmarks;

/// <summary>A kind of work in a training step.</summary>
public enum TrainingStage
{
    /// <summary>Weights into the order in which the products read them.</summary>
    Packing,

    /// <summary>Input and prompt embeddings, both ways.</summary>
    Embeddings,

    /// <summary>Norm, queries, keys and values, rotation; forward.</summary>
    ProjectionForward,

    /// <summary>Attention, forward.</summary>
    AttentionForward,

    /// <summary>Output of the heads, norm and MLP; forward.</summary>
    FeedForwardForward,

    /// <summary>Final norm, logits and loss; both ways, with the gradient of the weights.</summary>
    Head,

    /// <summary>Gradients of the activations of MLP, norm and output of the heads.</summary>
    FeedForwardBackward,

    /// <summary>Attention, backward.</summary>
    AttentionBackward,

    /// <summary>Gradients of the activations of rotation, queries, keys, values and norm.</summary>
    ProjectionBackward,

    /// <summary>Gradients of the weights of all linear maps in the blocks.</summary>
    WeightGradients,

    /// <summary>Clearing gradients, clipping and the update of the weights.</summary>
    Optimiser,
}
