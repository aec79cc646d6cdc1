// What the stored bytes of a tensor mean, against numbers worked out by hand, and what a tensor refuses to be made of.

using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class WeightTensorTests
{
    private static readonly TensorSpec _matrix = new("m", [2, 34]);

    [Fact]
    public void Int8_is_a_signed_byte_times_the_scale_of_its_row()
    {
        var bytes = new byte[68];
        (bytes[0], bytes[33], bytes[34]) = (0x81, 5, 0xFF);
        var values = new WeightTensor(_matrix, Precision.Int8, bytes, new[] { 0.5f, 3f }).ToFloats();
        Assert.Equal((-63.5f, 0f, 2.5f, -3f), (values[0], values[1], values[33], values[34]));
    }

    [Fact]
    public void Int4_is_a_nibble_less_eight_times_the_scale_of_its_group_even_columns_low()
    {
        var bytes = Enumerable.Repeat((byte)0x88, 34).ToArray();
        (bytes[0], bytes[16], bytes[17]) = (0xF1, 0x98, 0x80);
        var values = new WeightTensor(_matrix, Precision.Int4, bytes, new[] { 0.5f, 3f, 10f, 100f }).ToFloats();
        Assert.Equal((-3.5f, 3.5f, 0f, 3f, -80f), (values[0], values[1], values[32], values[33], values[34]));
        Assert.Equal(64, values.Count(value => value == 0));
    }

    [Fact]
    public void Halves_and_brain_floats_are_widened()
    {
        var spec = new TensorSpec("v", [2]);
        Assert.Equal([1.5f, -2f], new WeightTensor(spec, Precision.Float16, new byte[] { 0x00, 0x3E, 0x00, 0xC0 }).ToFloats());
        Assert.Equal([1.5f, -2f], new WeightTensor(spec, Precision.BFloat16, new byte[] { 0xC0, 0x3F, 0x00, 0xC0 }).ToFloats());
        Assert.Equal([1.5f, -2f], WeightTensor.FromFloats(spec, new[] { 1.5f, -2f }).ToFloats());
    }

    [Fact]
    public void Bytes_or_scales_that_do_not_fit_the_shape_are_refused()
    {
        Assert.Contains("has 67 bytes, expected 68", Refused(_matrix, Precision.Int8, 67, 2));
        Assert.Contains("has 4 scales, expected 2", Refused(_matrix, Precision.Int8, 68, 4));
        Assert.Contains("has 2 scales, expected 4", Refused(_matrix, Precision.Int4, 34, 2));
        Assert.Contains("has 1 scales, expected 0", Refused(_matrix, Precision.Float16, 136, 1));
        Assert.Contains("needs an even number", Refused(new("odd", [2, 3]), Precision.Int4, 3, 2));
        Assert.Throws<ArgumentException>(() => WeightTensor.FromFloats(_matrix, new float[3]));
        Assert.Throws<ArgumentException>(() => new WeightTensor(_matrix, Precision.Int8, new byte[68], new float[2]).ToFloats(new float[67]));
    }

    [Fact]
    public void Weights_say_what_their_linear_maps_are_stored_in()
    {
        var values = ModelInitializer.Random(Models.Smallest, 1, 0.1f);
        var weights = Weights.Create(Models.Smallest, spec => spec.IsNormOrEmbedding ? WeightTensor.FromFloats(spec, values(spec))
            : new WeightTensor(spec, Precision.Int4, new byte[spec.ElementCount / 2], new float[spec.Shape[0] * WeightTensor.GroupsOf(spec.Shape[1])]));
        Assert.Equal(Precision.Int4, weights.Precision);
        Assert.Equal(values(TensorCatalog.Of(Models.Smallest)[0]).ToArray(), weights.Values("embedding.token.weight"));
        Assert.Equal(Precision.Int4, weights.Tensor("blocks.0.mlp.up.weight").Precision);
    }

    private static string Refused(TensorSpec spec, Precision precision, int bytes, int scales) =>
        Assert.Throws<ArgumentException>(() => new WeightTensor(spec, precision, new byte[bytes], new float[scales])).Message;
}
