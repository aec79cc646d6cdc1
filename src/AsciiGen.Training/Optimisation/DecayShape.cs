// How the learning rate falls after the warm-up.

using System.Text.Json.Serialization;

namespace AsciiGen.Training.Optimisation;

/// <summary>Shape of the learning rate's fall.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecayShape>))]
public enum DecayShape
{
    /// <summary>Half a cosine.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>A straight line.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,
}
