// One chart of a report: curves over the steps as inline SVG, with round ticks, drawn on a linear or a logarithmic
// scale. Long runs are thinned to as many points as there are pixels. Does not know what the numbers mean.

using System.Globalization;
using System.Net;
using System.Text;

namespace AsciiGen.Training.Reports;

/// <summary>Draws curves.</summary>
internal sealed class CurveChart
{
    private const double Left = 60, Right = 14, Top = 12, Bottom = 30;
    private const int MostPoints = 500;

    private readonly StringBuilder _svg = new();
    private readonly double _width, _height, _lastStep, _low, _high;
    private readonly bool _logarithmic;
    private readonly List<double> _ticks;

    private CurveChart(IReadOnlyList<Curve> curves, double width, double height, double lastStep, bool logarithmic)
    {
        (_width, _height, _lastStep, _logarithmic) = (width, height, Math.Max(1, lastStep), logarithmic);
        var values = curves.SelectMany(curve => curve.Points).Select(point => point.Value).Where(value => double.IsFinite(value) && (!logarithmic || value > 0)).ToList();
        var (low, high) = values.Count == 0 ? (1, 2) : (values.Min(), values.Max());
        _ticks = logarithmic ? LogarithmicTicks(low, high) : LinearTicks(high);
        (_low, _high) = (_ticks[0], _ticks[^1]);
    }

    /// <summary>The SVG of some curves.</summary>
    /// <param name="title">For those who hear it.</param>
    /// <param name="curves">What to draw, the last on top.</param>
    /// <param name="width">Width, pixels.</param>
    /// <param name="height">Height, pixels.</param>
    /// <param name="lastStep">Right end of the axis.</param>
    /// <param name="logarithmic">True for a logarithmic scale.</param>
    internal static string Draw(string title, IReadOnlyList<Curve> curves, double width, double height, double lastStep, bool logarithmic)
    {
        var chart = new CurveChart(curves, width, height, lastStep, logarithmic);
        chart.Add($"<svg viewBox=\"0 0 {width:0} {height:0}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">\n");
        chart.DrawAxes();
        foreach (var curve in curves) chart.DrawCurve(curve);
        chart.Add($"</svg>\n");
        return chart._svg.ToString();
    }

    /// <summary>A number as one writes it at an axis: 0.05, 1, 2.5k.</summary>
    internal static string Short(double value) => value switch
    {
        0 => "0",
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.#}M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#}k"),
        >= 1e-4 => string.Create(CultureInfo.InvariantCulture, $"{value:0.####}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.#e-0}"),
    };

    private void DrawAxes()
    {
        foreach (var tick in _ticks)
        {
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{_width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            Add($"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Short(tick)}</text>\n");
        }

        var steps = LinearTicks(_lastStep).Where(step => step <= _lastStep).ToList();
        foreach (var step in steps)
        {
            Add($"<text x=\"{X(step):0.#}\" y=\"{_height - 10}\" text-anchor=\"{(X(step) > _width - 40 ? "end" : "middle")}\">{Short(step)}</text>\n");
        }
    }

    private void DrawCurve(Curve curve)
    {
        var points = Thin(curve.Points.Where(point => double.IsFinite(point.Value) && (!_logarithmic || point.Value > 0)).ToList());
        if (points.Count == 0) return;
        Add($"<polyline class=\"{curve.Style}\" points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Step):0.#},{Y(point.Value):0.#}")))}\"/>\n");
        var (step, value) = points[^1];
        if (curve.Name.Length > 0) Add($"<circle class=\"{curve.Style}\" cx=\"{X(step):0.#}\" cy=\"{Y(value):0.#}\" r=\"3.5\"><title>{WebUtility.HtmlEncode(curve.Name)} {Short(value)} at step {step:0}</title></circle>\n");
    }

    private double X(double step) => Left + (step / _lastStep * (_width - Left - Right));

    private double Y(double value)
    {
        var share = _logarithmic ? Math.Log(value / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low);
        return _height - Bottom - (share * (_height - Top - Bottom));
    }

    // Means of equal stretches; the last point stays what it is.
    private static List<(double Step, double Value)> Thin(List<(double Step, double Value)> points)
    {
        if (points.Count <= MostPoints) return points;
        var each = (points.Count + MostPoints - 1) / MostPoints;
        return [.. points.Chunk(each).Select(chunk => (chunk.Average(point => point.Step), chunk.Average(point => point.Value))), points[^1]];
    }

    private static List<double> LinearTicks(double high)
    {
        var rough = Math.Max(high, 1e-12) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough * 0.999) * power;
        var count = (int)Math.Ceiling(high / step - 1e-9);
        return [.. Enumerable.Range(0, Math.Max(1, count) + 1).Select(i => i * step)];
    }

    private static List<double> LogarithmicTicks(double low, double high)
    {
        var all = new List<double>();
        for (var power = Math.Floor(Math.Log10(low)) - 1; power <= Math.Ceiling(Math.Log10(high)) + 1; power++)
        {
            foreach (var factor in new[] { 1, 2, 5 }) all.Add(factor * Math.Pow(10, power));
        }

        var first = all.FindLastIndex(tick => tick <= low);
        var last = all.FindIndex(Math.Max(1, first + 1), tick => tick >= high);
        return all[first..(last + 1)];
    }

    private void Add(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
