// One line of a table of subjects: what a model was trained to draw, in which styles, and the other words that mean it.

using AsciiGen.Decoding;
using AsciiGen.Model;

namespace AsciiGen.Subjects;

/// <summary>Something a model knows how to draw.</summary>
/// <param name="Name">What the model was trained to call it: the prompt it should get.</param>
/// <param name="Styles">The styles it was trained in: hand, line, solid, in this order; at least one.</param>
/// <param name="Aliases">Words that mean the same.</param>
/// <param name="Kinds">Words for something else that this subject is the nearest to, as dog is to poodle.</param>
/// <param name="IsVaried">It was trained on so many hand drawings that it is drawn in many ways; of few, a hot draw makes something nobody recognises.</param>
internal sealed record Subject(string Name, IReadOnlyList<Style> Styles, IReadOnlyList<string> Aliases, IReadOnlyList<string> Kinds, bool IsVaried = false)
{
    /// <summary>The style to draw it in when nobody asked for one: the first it was trained in, and hand comes first.</summary>
    public Style BestStyle => Styles[0];

    /// <summary>The request with <see cref="ModelConfig.VariedTemperature"/>, where it asks for no temperature and for a hand drawing of a varied subject.</summary>
    /// <param name="request">A request for this subject.</param>
    /// <param name="config">Of the model that draws it.</param>
    public GenerateOptions Steer(GenerateOptions request, ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(config);
        if (!IsVaried || request.Style != Style.Hand || request.Sampling.Temperature is not null) return request;
        return request with { Sampling = request.Sampling with { Temperature = config.VariedTemperature } };
    }
}
