// The look of every table this program prints. Cells are plain text: brackets in a drawing or a name are no markup.

using Spectre.Console;

namespace AsciiGen.Lab;

internal static class LabTable
{
    internal static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)).PadLeft(0).PadRight(1));
        return table;
    }

    internal static void AddTextRow(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
