// Safetensors: what is written is read back, and nothing a file can hold does worse than a SafetensorsException.

using System.Buffers.Binary;
using System.Text;
using AsciiGen.Formats;

namespace AsciiGen.Tests;

public sealed class SafetensorsTests
{
    private static readonly float[] _values = [0f, -0f, 1f, -1.5f, 3.1415927f, 65504f, 1e-8f, -2.71828f];

    [Fact]
    public void Every_type_is_read_back()
    {
        var writer = new SafetensorsWriter(new Dictionary<string, string> { ["made by"] = "a \"test\"\n" });
        writer.AddFloats("single", [2, 4], _values);
        writer.AddFloats("half", [8], _values, TensorType.F16);
        writer.AddFloats("brain", [4, 2, 1], _values, TensorType.BF16);
        writer.AddU8("bytes", [3], [0, 127, 255]);
        writer.AddI32("integers", [1, 2], [int.MinValue, 7]);
        writer.Add("signed", TensorType.I8, [2], new byte[] { 0x80, 0x7F });
        writer.AddFloats("one", [], [42f]);
        writer.AddFloats("none", [3, 0], []);
        var file = Safetensors.Parse(Bytes(writer), "test");

        Assert.Equal("a \"test\"\n", file.Metadata["made by"]);
        Assert.Equal(["single", "half", "brain", "bytes", "integers", "signed", "one", "none"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([4, 2, 1], file["brain"].Shape);
        Assert.Equal(_values, file.ReadFloats("single"));
        Assert.Equal(_values.Select(value => (float)(Half)value), file.ReadFloats("half"));
        Assert.All(file.ReadFloats("brain").Zip(_values), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) / 256));
        Assert.Equal([0, 127, 255], file.ReadU8("bytes"));
        Assert.Equal([int.MinValue, 7], file.ReadI32("integers"));
        Assert.Equal([0x80, 0x7F], file.Bytes("signed").ToArray());
        Assert.Equal([42f], file.ReadFloats("one"));
        Assert.Empty(file.ReadFloats("none"));
        Assert.True(file.Contains("one") && !file.Contains("two"));
    }

    [Theory]
    [InlineData(1f, 0x3F80)]
    [InlineData(1.00390625f, 0x3F80)] // halfway, to even
    [InlineData(1.01171875f, 0x3F82)] // halfway, to even
    [InlineData(1.004f, 0x3F81)]
    [InlineData(-3.4e38f, 0xFF80)] // nearer to infinity than to the largest
    [InlineData(float.PositiveInfinity, 0x7F80)]
    public void Brain_floats_are_rounded_to_nearest_even(float value, int expected)
    {
        var writer = new SafetensorsWriter();
        writer.AddFloats("x", [2], [value, float.NaN], TensorType.BF16);
        var file = Safetensors.Parse(Bytes(writer), "test");
        Assert.Equal(expected, BinaryPrimitives.ReadUInt16LittleEndian(file.Bytes("x")));
        Assert.True(float.IsNaN(file.ReadFloats("x")[1]));
    }

    [Fact]
    public void The_data_starts_at_a_multiple_of_64_bytes_and_the_same_tensors_give_the_same_file()
    {
        for (var length = 1; length < 70; length++)
        {
            var writers = Enumerable.Range(0, 2).Select(_ =>
            {
                var writer = new SafetensorsWriter();
                writer.AddU8(new string('n', length), [1], [9]);
                return Bytes(writer);
            }).ToArray();
            Assert.Equal(writers[0], writers[1]);
            Assert.Equal(0L, (long)(8 + BinaryPrimitives.ReadUInt64LittleEndian(writers[0])) % 64);
            Assert.Equal(9, writers[0][^1]);
        }
    }

    [Fact]
    public void The_writer_refuses_what_the_reader_would()
    {
        var writer = new SafetensorsWriter();
        writer.AddU8("x", [1], [1]);
        Assert.Throws<ArgumentException>(() => writer.AddU8("x", [1], [1]));
        Assert.Throws<ArgumentException>(() => writer.AddU8("__metadata__", [1], [1]));
        Assert.Throws<ArgumentException>(() => writer.AddU8("y", [2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddU8("y", [-1], [1]));
        Assert.Throws<ArgumentException>(() => writer.AddFloats("y", [1], [1f], TensorType.I8));
    }

    [Fact]
    public void A_file_is_replaced_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var path = folder["x.safetensors"];
        AtomicFile.Save(path, stream => stream.Write("old"u8));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Save(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", System.IO.File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        var writer = new SafetensorsWriter();
        writer.AddU8("x", [1], [5]);
        writer.Save(path);
        Assert.Equal([5], Safetensors.Load(path).ReadU8("x"));
        var error = Assert.Throws<AsciiGenException>(() => writer.Save(folder["missing/x"]));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        var writer = new SafetensorsWriter();
        writer.AddU8("x", [1], [5]);
        using var inner = new MemoryStream(Bytes(writer));
        using var stream = new System.IO.Compression.BrotliStream(new MemoryStream(Compressed(inner)), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal([5], Safetensors.Read(stream, "test").ReadU8("x"));
    }

    [Fact]
    public void Reading_a_tensor_as_what_it_is_not_is_refused()
    {
        var writer = new SafetensorsWriter();
        writer.AddU8("bytes", [4], [1, 2, 3, 4]);
        var file = Safetensors.Parse(Bytes(writer), "some.file");
        Assert.Equal("some.file: tensor 'bytes' has dtype U8, expected I32", Assert.Throws<SafetensorsException>(() => file.ReadI32("bytes")).Message);
        Assert.Equal("some.file: tensor 'bytes' has dtype U8, expected F32, F16 or BF16", Assert.Throws<SafetensorsException>(() => file.ReadFloats("bytes")).Message);
        Assert.Equal("some.file: tensor 'bytes' has 4 elements, expected 3", Assert.Throws<SafetensorsException>(() => file.ReadFloats("bytes", new float[3])).Message);
        Assert.Equal("some.file: has no tensor 'x'", Assert.Throws<SafetensorsException>(() => file["x"]).Message);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith("no/such.safetensors: no such file", Assert.Throws<SafetensorsException>(() => Safetensors.Load("no/such.safetensors")).Message);

    public static TheoryData<string, int, string> Malformed => new()
    {
        { "", 0, "not valid JSON" },
        { "[]", 0, "not a JSON object" },
        { "{", 0, "not valid JSON" },
        { "{}x", 0, "not valid JSON" },
        { "{}{}", 0, "not valid JSON" },
        { "{}", 1, "belong to no tensor" },
        { """{"a":1}""", 0, "not described by an object" },
        { """{"a":{"dtype":"F32","shape":[1]}}""", 4, "has 0 data_offsets" },
        { """{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "has no dtype" },
        { """{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "has no shape" },
        { """{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", 8, "dtype 'F64'" },
        { """{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", 4, "dtype 'Number'" },
        { """{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "shape that is not a list" },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "whole numbers" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole numbers" },
        { """{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "whole numbers" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "has 3 data_offsets" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "before it begins" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 4, "whole numbers" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "has 8 bytes, expected 4" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "ends at byte 4 of the data, which has 3" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "belong to no tensor" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leaves a gap" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[3,7]}}""", 7, "overlaps" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "overlaps" },
        { """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}""", 9, "leaves a gap" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "listed twice" },
        { """{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "'dtype' twice" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"extra":1}}""", 1, "'extra' twice or an unknown" },
        { """{"a":{"dtype":"U8","shape":[2147483648],"data_offsets":[0,1]}}""", 1, "dimension of 2147483648" },
        { """{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}}""", 0, "has 0 bytes, expected 17179869184" },
        { """{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", 4, "more than any file holds" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "dimension of 4611686018427387904" },
        { """{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", 1, "dimension of" },
        { """{"a":{"dtype":"U8","shape":[0],"data_offsets":[9,9]}}""", 0, "ends at byte 9" },
        { """{"__metadata__":1}""", 0, "not an object of texts" },
        { """{"__metadata__":{"a":1}}""", 0, "not a text" },
        { """{"__metadata__":{"a":"1","a":"2"}}""", 0, "listed twice" },
        { """{"__metadata__":{},"__metadata__":{}}""", 0, "listed twice" },
        { """{"\ud800":{}}""", 0, "not valid JSON" },
        { """{"a\nb":1}""", 0, "tensor 'a?b'" },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void A_malformed_header_is_refused_in_one_line(string header, int dataLength, string part)
    {
        var error = Assert.Throws<SafetensorsException>(() => Safetensors.Parse(File(header, dataLength), "bad.file"));
        Assert.StartsWith("bad.file: ", error.Message);
        Assert.Contains(part, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 10, 400);
    }

    [Theory]
    [InlineData("", "at least 8")]
    [InlineData("0102030405", "at least 8")]
    [InlineData("0000000000000000", "not valid JSON")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D", "header of 18446744073709551615 bytes, the most is 16777216")]
    [InlineData("01000001000000007B7D", "header of 16777217 bytes, the most is")]
    [InlineData("00000001000000007B7D", "only 2 follow")]
    [InlineData("0200000000000000FFFE", "not valid JSON")]
    public void A_wrong_prefix_is_refused(string hexadecimal, string part) =>
        Assert.Contains(part, Assert.Throws<SafetensorsException>(() => Safetensors.Parse(Convert.FromHexString(hexadecimal), "bad")).Message);

    [Fact]
    public void Reading_allocates_no_more_than_the_file_and_a_constant()
    {
        var file = File("""{"a":{"dtype":"F32","shape":[2147483647,100],"data_offsets":[0,858993458800]}}""", 100);
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);

        void Read() => Assert.Throws<SafetensorsException>(() => Safetensors.Parse(file, "bad"));
    }

    [Fact]
    public void Two_thousand_damaged_files_do_no_harm()
    {
        var writer = new SafetensorsWriter(new Dictionary<string, string> { ["k"] = "v" });
        writer.AddFloats("blocks.0.x", [2, 4], _values);
        writer.AddFloats("half", [8], _values, TensorType.F16);
        writer.AddU8("bytes", [5], [1, 2, 3, 4, 5]);
        writer.AddI32("integers", [2], [1, 2]);
        var good = Bytes(writer);
        var refused = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var damaged = Damage(good, new Random(seed));
            try
            {
                var file = Safetensors.Parse(damaged, "damaged");
                foreach (var tensor in file.Tensors)
                {
                    Assert.Equal(tensor.ByteCount, file.Bytes(tensor.Name).Length);
                    if (TensorTypes.IsFloat(tensor.Type)) file.ReadFloats(tensor.Name);
                }
            }
            catch (SafetensorsException e)
            {
                refused++;
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.InRange(refused, 1000, 1999);
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = good.ToList();
        var header = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(good);
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var place = random.Next(random.Next(3) == 0 ? bytes.Count : Math.Min(header, bytes.Count));
            switch (random.Next(6))
            {
                case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[place] = (byte)random.Next(256); break;
                case 2: bytes[place] = (byte)"0123456789{}[]\",:"[random.Next(17)]; break;
                case 3: bytes.Insert(place, (byte)random.Next(256)); break;
                case 4: bytes.RemoveRange(place, Math.Min(random.Next(1, 20), bytes.Count - place)); break;
                default: bytes.InsertRange(place, [.. bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 40))]); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] File(string header, int dataLength)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }

    private static byte[] Bytes(SafetensorsWriter writer)
    {
        using var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }

    private static byte[] Compressed(Stream plain)
    {
        using var result = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(result, System.IO.Compression.CompressionLevel.Fastest)) plain.CopyTo(brotli);
        return result.ToArray();
    }
}
