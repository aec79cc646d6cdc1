// Drawings the converter must keep making; change one only after looking at sheets of real pictures.

namespace AsciiGen.Imaging.Tests;

internal static class Golden
{
    public const string Circle = """
            ..----..
          .'        '.
         /            \
        |              |
        |              |
        '              '
         '.          .'
           '-.____.-'
        """;
    public const string Box = """
         __________________
        |                  |
        |                  |
        |                  |
        |                  |
        |                  |
        +------------------+
        """;
    public const string House = """
                  .''.
                .'    '.
              .'        '.
            .'            '.
          .'                '.
        .'                    '.
          |                  |
          |                  |
          |      +----+      |
          |      |    |      |
          |      |    |      |
          |______|____|______|
        """;
}
