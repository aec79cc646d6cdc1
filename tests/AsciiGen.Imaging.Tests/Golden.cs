// Drawings the converter must keep making; change one only after looking at sheets of real pictures.

namespace AsciiGen.Imaging.Tests;

internal static class Golden
{
    public const string Circle = """
            _.----._
          /'        '\
         /            \
        |              |
        |              |
        '_            _'
         '._        _.'
           '-.____.-'
        """;
    public const string Box = """
        ___________________
        |                 |
        |                 |
        |                 |
        |                 |
        |                 |
        |_________________|
        """;
    public const string House = """
                   ..
                 .'  '.
               /'      '\
             /'          '\
           /'              '\
        _/'                  '\_
          |                  |
          |                  |
          |      +----+      |
          |      |    |      |
          |      |    |      |
          |______|____|______|
        """;
}
