// The manual page, in the roff that man reads: OptionTable between a few paragraphs. docs/ascii-gen.1 is what this prints.

using System.Text;

namespace AsciiGen.Cli;

internal static class ManualPage
{
    /// <summary>The page.</summary>
    public static string Text
    {
        get
        {
            var page = new StringBuilder();
            page.Append(Head);
            foreach (var (heading, options) in OptionTable.Groups)
            {
                page.Append($".SS {heading}\n");
                foreach (var option in options)
                {
                    var names = option.Name switch { "--output" => @"\fB\-o\fR, ", "--help" => @"\fB\-h\fR, ", _ => "" };
                    page.Append($".TP\n{names}\\fB{Escape(option.Name)}\\fR{(option.Value is { } value ? $" \\fI{value}\\fR" : "")}\n{Escape(option.Says)}\n");
                }
            }

            return page.Append(Tail).ToString();
        }
    }

    private const string Head =
        """
        .TH ASCII-GEN 1 "" "ascii-gen" "User Commands"
        .SH NAME
        ascii-gen \- draw what you name in plain text
        .SH SYNOPSIS
        .B ascii-gen
        .I PROMPT
        .RI [ options ]
        .br
        .B ascii-gen \-
        .RI [ options ]
        .RI < " FILE"
        .br
        .B ascii-gen \-\-list\-subjects
        .RI [ WORD ]
        .br
        .B ascii-gen bench
        .RB [ \-\-json ]
        .br
        .B ascii-gen mcp
        .SH DESCRIPTION
        Draws the words of the prompt as ASCII art with a small transformer whose weights are inside the program: no network is used.
        Words without quotes are joined. The drawing goes to standard output, everything else to standard error.
        .PP
        A plural, an article, another spelling or a synonym means the subject it belongs to; a narrower word, a slip of the hand or
        something unknown draws the nearest subject, which is told on standard error.
        .PP
        With
        .B \-
        as the prompt, each line of standard input is one. Each drawing is followed by a line of two percent signs, or is one line of JSON with
        .BR \-\-jsonl ;
        a prompt that cannot be drawn is told on standard error and its place left empty; the exit status is that of the first of them.
        .PP
        .B ascii-gen mcp
        serves the Model Context Protocol over standard input and output: an assistant that is told of this command draws with it.
        .SH OPTIONS

        """;

    private const string Tail =
        """
        .SH EXIT STATUS
        .TP
        0
        Drawn.
        .TP
        1
        Failed.
        .TP
        2
        Wrong usage.
        .TP
        3
        The limits cannot be met, or \fB\-\-strict\fR knows nothing that fits.
        .TP
        130
        Interrupted.
        .SH ENVIRONMENT
        .TP
        NO_COLOR
        If set and not empty, no colours on a terminal.
        .TP
        ASCII_GEN_LEVEL
        v2, v3 or v4: the build for this level of x86-64 instead of the best one.
        .SH EXAMPLES
        .nf
        ascii\-gen "cat"
        ascii\-gen sailing boat \-\-width 30 \-\-height 12 \-\-seed 7
        ascii\-gen dog \-\-count 6 \-\-output dogs.png
        ascii\-gen \- \-\-jsonl < words.txt
        .fi

        """;

    // A dash is a hyphen to roff and a line that begins with a dot a command.
    private static string Escape(string text) => text.Replace(@"\", @"\e", StringComparison.Ordinal).Replace("-", @"\-", StringComparison.Ordinal);
}
