// Small arithmetic and number texts that measures, tables and pages share.

using System.Globalization;

namespace AsciiGen.Lab.Evaluation;

internal static class Figures
{
    /// <summary>The middle of some numbers, 0 without any; of two in the middle their mean.</summary>
    internal static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length == 0 ? 0 : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>A quotient, 0 where there is nothing to divide by.</summary>
    internal static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;

    internal static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    internal static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
