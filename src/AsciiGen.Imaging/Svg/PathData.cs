// The `d` attribute of an SVG path -> polylines. Curves are cut into chords short enough for a drawing of a few
// hundred cells. Knows the grammar of SVG 1.1 (flags without separators included), nothing of the elements around.

using System.Globalization;
using System.Numerics;

namespace AsciiGen.Imaging.Svg;

internal sealed class PathData
{
    private const int MaxPoints = 1_000_000;

    private readonly string _text;
    private readonly float _chord;
    private readonly List<List<Vector2>> _strokes = [];
    private List<Vector2> _stroke = [];
    private Vector2 _at;
    private Vector2 _start;
    private Vector2 _control;
    private char _last;
    private int _next;
    private int _points;

    private PathData(string text, float chord)
    {
        _text = text;
        _chord = chord;
    }

    /// <summary>Parses path data into one polyline per subpath.</summary>
    /// <param name="text">The attribute.</param>
    /// <param name="chord">Length of a chord of a curve, in the path's units.</param>
    /// <exception cref="FormatException">Not path data.</exception>
    public static List<List<Vector2>> Parse(string text, float chord)
    {
        var path = new PathData(text, chord);
        path.Run();
        return path._strokes;
    }

    private void Run()
    {
        SkipSeparators();
        while (_next < _text.Length)
        {
            var command = _text[_next];
            if (char.IsAsciiLetter(command)) _next++;
            else if (_last == '\0') throw new FormatException($"'{command}' where a command should be");
            else command = _last switch { 'M' => 'L', 'm' => 'l', 'Z' or 'z' => throw new FormatException("numbers after Z"), _ => _last };
            if (_last == '\0' && command is not ('M' or 'm')) throw new FormatException($"path starts with '{command}'");
            Step(command);
            _last = command;
            SkipSeparators();
        }

        EndStroke();
    }

    private void Step(char command)
    {
        var origin = char.IsAsciiLetterLower(command) ? _at : Vector2.Zero;
        switch (char.ToUpperInvariant(command))
        {
            case 'M':
                EndStroke();
                _at = _start = Point(origin);
                _stroke.Add(_at);
                break;
            case 'L': LineTo(Point(origin)); break;
            case 'H': LineTo(new(Number() + origin.X, _at.Y)); break;
            case 'V': LineTo(new(_at.X, Number() + origin.Y)); break;
            case 'C': Cubic(Point(origin), Point(origin), Point(origin)); break;
            case 'S': Cubic(Reflected("CcSs"), Point(origin), Point(origin)); break;
            case 'Q': Quadratic(Point(origin), Point(origin)); break;
            case 'T': Quadratic(Reflected("QqTt"), Point(origin)); break;
            case 'A': Arc(Point(Vector2.Zero), Number(), Flag(), Flag(), Point(origin)); break;
            case 'Z':
                LineTo(_start);
                EndStroke();
                _stroke.Add(_at);
                break;
            default: throw new FormatException($"unknown command '{command}'");
        }
    }

    private void EndStroke()
    {
        // The point left behind by Z is a stroke only when something follows it.
        if (_stroke.Count > 1 || (_stroke.Count == 1 && _last is not ('Z' or 'z') && _last != '\0')) _strokes.Add(_stroke);
        _stroke = [];
    }

    private void LineTo(Vector2 end)
    {
        if (++_points > MaxPoints) throw new FormatException($"a path of more than {MaxPoints} points; simplify the picture");
        _stroke.Add(end);
        _at = end;
    }

    private Vector2 Reflected(string commands) => commands.Contains(_last) ? (2 * _at) - _control : _at;

    private void Quadratic(Vector2 control, Vector2 end)
    {
        Cubic(_at + ((control - _at) * (2f / 3)), end + ((control - end) * (2f / 3)), end);
        _control = control;
    }

    private void Cubic(Vector2 a, Vector2 b, Vector2 end)
    {
        var start = _at;
        var count = Chords(Vector2.Distance(start, a) + Vector2.Distance(a, b) + Vector2.Distance(b, end));
        for (var i = 1; i <= count; i++)
        {
            float t = (float)i / count, u = 1 - t;
            LineTo((u * u * u * start) + (3 * u * u * t * a) + (3 * u * t * t * b) + (t * t * t * end));
        }

        _control = b;
        _at = end;
    }

    private int Chords(float length) => (int)Math.Clamp(MathF.Ceiling(length / _chord), 2, 128);

    // Appendix F.6 of SVG 1.1: end points to centre.
    private void Arc(Vector2 radii, float rotation, bool large, bool sweep, Vector2 end)
    {
        var start = _at;
        radii = Vector2.Abs(radii);
        if (start == end) return;
        if (radii.X < 1e-6f || radii.Y < 1e-6f)
        {
            LineTo(end);
            return;
        }

        var turn = Matrix3x2.CreateRotation(rotation * MathF.PI / 180);
        Matrix3x2.Invert(turn, out var back);
        var half = Vector2.Transform((start - end) / 2, back);
        var excess = (half.X * half.X / (radii.X * radii.X)) + (half.Y * half.Y / (radii.Y * radii.Y));
        if (excess > 1) radii *= MathF.Sqrt(excess);
        float rx2 = radii.X * radii.X, ry2 = radii.Y * radii.Y;
        var below = (rx2 * half.Y * half.Y) + (ry2 * half.X * half.X);
        var factor = MathF.Sqrt(MathF.Max(0, ((rx2 * ry2) - below) / below)) * (large == sweep ? -1 : 1);
        var centre = factor * new Vector2(radii.X * half.Y / radii.Y, -radii.Y * half.X / radii.X);
        var from = MathF.Atan2((half.Y - centre.Y) / radii.Y, (half.X - centre.X) / radii.X);
        var to = MathF.Atan2((-half.Y - centre.Y) / radii.Y, (-half.X - centre.X) / radii.X);
        var angle = to - from;
        if (sweep && angle < 0) angle += 2 * MathF.PI;
        if (!sweep && angle > 0) angle -= 2 * MathF.PI;
        centre = Vector2.Transform(centre, turn) + ((start + end) / 2);
        var count = Math.Max(Chords(MathF.Abs(angle) * MathF.Max(radii.X, radii.Y)), (int)(MathF.Abs(angle) * 4));
        for (var i = 1; i < count; i++)
        {
            var (sin, cos) = MathF.SinCos(from + (angle * i / count));
            LineTo(Vector2.Transform(new Vector2(radii.X * cos, radii.Y * sin), turn) + centre);
        }

        LineTo(end);
    }

    private Vector2 Point(Vector2 origin)
    {
        var x = Number();
        return new Vector2(x, Number()) + origin;
    }

    private bool Flag()
    {
        SkipSeparators();
        if (_next >= _text.Length || _text[_next] is not ('0' or '1')) throw new FormatException("an arc's flag must be 0 or 1");
        return _text[_next++] == '1';
    }

    private float Number()
    {
        SkipSeparators();
        var begin = _next;
        if (_next < _text.Length && _text[_next] is '+' or '-') _next++;
        var dot = false;
        for (; _next < _text.Length; _next++)
        {
            var c = _text[_next];
            if (c == '.' && !dot) dot = true;
            else if (c is 'e' or 'E' && _next > begin && _next + 1 < _text.Length && _text[_next + 1] is '-' or '+' or (>= '0' and <= '9'))
            {
                _next++;
                dot = true;
            }
            else if (!char.IsAsciiDigit(c)) break;
        }

        if (float.TryParse(_text.AsSpan(begin, _next - begin), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value))
        {
            return value;
        }

        throw new FormatException($"no number at '{_text.AsSpan(begin, Math.Min(12, _text.Length - begin))}'");
    }

    private void SkipSeparators()
    {
        while (_next < _text.Length && (char.IsWhiteSpace(_text[_next]) || _text[_next] == ',')) _next++;
    }
}
