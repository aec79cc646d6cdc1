// Every precision, width, shape and number of inputs of a matrix against the scalar product, to the bit, added or not; rows
// that are not asked for stay as they are.

using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Numerics.Panels;

namespace AsciiGen.Tests;

public sealed class PanelMatrixTests
{
    private const int MostInputs = 9, WidestMatrix = 4160;

    // Of mixed inputs: five are dense, so that some go in fours and one or two remain.
    private static readonly int[] _kinds = [0, 4, 1, 5, 2, 4, 5, 3, 5];

    public static TheoryData<Precision, int> Shapes()
    {
        var data = new TheoryData<Precision, int>();
        foreach (var precision in StoredTensors.Precisions)
        {
            foreach (var columns in (int[])[16, 32, 48, 96, 256, 2064, WidestMatrix])
            {
                if (columns <= 256 || !Precisions.IsFloat(precision) || !Width.IsSoftware) data.Add(precision, columns);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_product_is_the_scalar_one_to_the_bit(Precision precision, int columns)
    {
        var inputs = new MatrixInputs(MostInputs, WidestMatrix);
        var isLarge = columns > 256 || Width.IsSoftware;

        // What wider inputs left behind must not matter.
        PanelPacking.Stack(StoredTensors.Random(Precision.Int8, 16, WidestMatrix, 1)).Multiply(Inputs(WidestMatrix).First(), new RowBlock(MostInputs, 16), MostInputs, add: false, inputs);
        foreach (var rows in isLarge ? (int[])[16, 80] : [16, 48, 64, 80, 192])
        {
            var tensor = StoredTensors.Random(precision, rows, columns, rows + columns);
            var matrix = PanelPacking.Stack(tensor);
            foreach (var source in Inputs(columns))
            {
                var expected = Enumerable.Range(0, MostInputs).Select(i => ScalarProduct.Of(tensor, source.Row(i))).ToArray();
                foreach (var count in isLarge ? (int[])[1, 2, 3, 4, 9] : [1, 2, 3, 4, 5, 6, 7, 8, 9])
                {
                    foreach (var width in Width.All) Check(matrix, width, source, expected, count, inputs);
                }
            }
        }
    }

    private static void Check(PanelMatrix matrix, Width width, RowBlock source, float[][][] expected, int count, MatrixInputs inputs)
    {
        foreach (var add in (bool[])[false, true])
        {
            var random = new Random(count);
            var destination = Noise(MostInputs + 1, matrix.Rows, random);
            var before = Enumerable.Range(0, MostInputs + 1).Select(i => destination.Row(i).ToArray()).ToArray();
            width.Multiply(matrix, source, destination, count, add, inputs);
            for (var i = 0; i <= MostInputs; i++)
            {
                var found = destination.Row(i);
                for (var row = 0; row < matrix.Rows; row++)
                {
                    var right = before[i][row];
                    if (i < count) right = add ? expected[i][row].Aggregate(right, (sum, part) => sum + part) : expected[i][row].Aggregate((sum, part) => sum + part);
                    if (right != found[row]) Assert.Fail($"{matrix.Precision} {matrix.Rows}x{matrix.Columns}, {width}, {count} inputs, add {add}: row {row} of input {i} is {found[row]:R}, expected {right:R}");
                }
            }
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float16)]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void Stacked_tensors_give_what_each_gives_alone(Precision precision)
    {
        const int columns = 48;
        WeightTensor[] tensors = [StoredTensors.Random(precision, 48, columns, 1), StoredTensors.Random(precision, 16, columns, 2), StoredTensors.Random(precision, 80, columns, 3)];
        var inputs = new MatrixInputs(MostInputs, columns);
        var source = Inputs(columns).First();
        var together = new RowBlock(MostInputs, 144);
        PanelPacking.Stack(tensors).Multiply(source, together, MostInputs, add: false, inputs);
        var start = 0;
        foreach (var tensor in tensors)
        {
            var alone = new RowBlock(MostInputs, tensor.Rows);
            PanelPacking.Stack(tensor).Multiply(source, alone, MostInputs, add: false, inputs);
            for (var i = 0; i < MostInputs; i++) Assert.Equal(alone.Row(i).ToArray(), together.Row(i).Slice(start, tensor.Rows).ToArray());
            start += tensor.Rows;
        }
    }

    [Fact]
    public void Brain_floats_and_halves_give_the_bits_of_the_float32_they_stand_for()
    {
        foreach (var precision in (Precision[])[Precision.BFloat16, Precision.Float16])
        {
            var tensor = StoredTensors.Random(precision, 80, 96, 5);
            var (stored, widened) = (PanelPacking.Stack(tensor), PanelPacking.Stack(WeightTensor.FromFloats(tensor.Spec, tensor.ToFloats())));
            var inputs = new MatrixInputs(MostInputs, 96);
            foreach (var source in Inputs(96))
            {
                RowBlock one = new(MostInputs, 80), other = new(MostInputs, 80);
                stored.Multiply(source, one, MostInputs, add: false, inputs);
                widened.Multiply(source, other, MostInputs, add: false, inputs);
                for (var i = 0; i < MostInputs; i++) Assert.Equal(other.Row(i).ToArray(), one.Row(i).ToArray());
            }
        }
    }

    [Fact]
    public void Tensors_that_do_not_match_and_rows_of_another_length_are_refused()
    {
        var tensor = StoredTensors.Random(Precision.Int8, 16, 32, 1);
        Assert.Throws<ArgumentException>(() => PanelPacking.Stack(tensor, StoredTensors.Random(Precision.Int8, 16, 48, 1)));
        Assert.Throws<ArgumentException>(() => PanelPacking.Stack(tensor, StoredTensors.Random(Precision.Int4, 16, 32, 1)));
        var matrix = PanelPacking.Stack(StoredTensors.Random(Precision.Int8, 80, 32, 1));
        var inputs = new MatrixInputs(1, 48);
        Assert.Throws<ArgumentException>(() => matrix.Multiply(new RowBlock(1, 48), new RowBlock(1, 80), 1, add: false, inputs));
        Assert.Throws<ArgumentException>(() => matrix.Multiply(new RowBlock(1, 32), new RowBlock(1, 64), 1, add: false, inputs));
    }

    /// <summary>Inputs of all kinds: dense ones alone, and all kinds mixed.</summary>
    private static IEnumerable<RowBlock> Inputs(int columns)
    {
        for (var mixed = 0; mixed < 2; mixed++)
        {
            var random = new Random(columns);
            var block = Noise(MostInputs, columns, random);
            for (var i = 0; i < MostInputs * mixed; i++)
            {
                var row = block.Row(i);
                switch (_kinds[i])
                {
                    case 0: // half zeros
                        for (var column = 0; column < columns; column++) row[column] = random.Next(2) == 0 ? 0 : row[column];
                        break;
                    case 1: // what squared ReLU leaves: many zeros, nothing below
                        for (var column = 0; column < columns; column++) row[column] = random.Next(10) == 0 ? row[column] * row[column] : 0;
                        break;
                    case 2: // zeros
                        row.Clear();
                        break;
                    case 3: // one huge value, beside which the rest rounds to nothing
                        row[random.Next(columns)] = -1e20f;
                        break;
                    case 4: // every product as large as can be: the sums of whole numbers reach furthest
                        row.Fill(-3.5f);
                        break;
                }
            }

            yield return block;
        }
    }

    private static RowBlock Noise(int rows, int columns, Random random)
    {
        var block = new RowBlock(rows, columns);
        for (var i = 0; i < rows; i++)
        {
            foreach (ref var value in block.Row(i)) value = (random.NextSingle() - 0.5f) * 4;
        }

        return block;
    }
}
