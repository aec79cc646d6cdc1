// Completions for four shells, made of OptionTable: options, their few values, files where a file is meant, and subjects, which the
// program itself lists. Does not know which shell it runs in.

namespace AsciiGen.Cli;

internal static class Completions
{
    private static readonly string[] _files = ["--output", "--continue", "--model"];

    /// <summary>The script for a shell.</summary>
    /// <exception cref="ProgramException">There is none for it.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash(),
        "zsh" => Zsh(),
        "fish" => Fish(),
        "powershell" or "pwsh" => PowerShell(),
        _ => throw new ProgramException(ExitCode.Usage, $"there are no completions for '{shell}'. Use one of bash, zsh, fish, powershell."),
    };

    private static string Bash() => $$"""
        # bash completions of ascii-gen. Put this line into ~/.bashrc: source <(ascii-gen --completions bash)
        _ascii_gen() {
            local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
            COMPREPLY=()
            case "$before" in
        {{Lines(Chosen, option => $"        {option.Name}) mapfile -t COMPREPLY < <(compgen -W \"{string.Join(' ', option.Choices!)}\" -- \"$word\"); return ;;")}}
                {{string.Join('|', _files)}}|-o) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                {{string.Join('|', Valued.Select(option => option.Name))}}) return ;;
            esac
            if [[ "$word" == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "{{string.Join(' ', OptionTable.Names)}}" -- "$word")
            elif [[ -n "$word" ]]; then
                local IFS=$'\n'
                mapfile -t COMPREPLY < <(ascii-gen --list-subjects 2>/dev/null | grep -F -- "$word" | grep "^$word" | head -n 50 | while read -r name; do printf '%q\n' "$name"; done)
            fi
        }
        complete -o filenames -o nosort -F _ascii_gen ascii-gen

        """;

    private static string Zsh() => $$"""
        #compdef ascii-gen
        # zsh completions of ascii-gen. Put this line into ~/.zshrc, after compinit: source <(ascii-gen --completions zsh)
        _ascii_gen_subjects() {
            local -a names
            names=("${(@f)$(ascii-gen --list-subjects 2>/dev/null)}")
            compadd -a names
        }
        _ascii_gen() {
            _arguments \
        {{Lines(OptionTable.All, option => $"        '{option.Name}[{ZshText(option.Says)}]{ZshValue(option)}' \\")}}
                '*:prompt:_ascii_gen_subjects'
        }
        compdef _ascii_gen ascii-gen

        """;

    private static string Fish() => $$"""
        # fish completions of ascii-gen. Save as ~/.config/fish/completions/ascii-gen.fish
        complete -c ascii-gen -f -a '(ascii-gen --list-subjects 2>/dev/null)'
        {{Lines(OptionTable.All, option => $"complete -c ascii-gen -l {option.Name[2..]}{FishValue(option)} -d '{Quoted(FirstSentence(option.Says))}'")}}

        """;

    private static string PowerShell() => $$"""
        # PowerShell completions of ascii-gen. Put this line into $PROFILE: ascii-gen --completions powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName ascii-gen -ScriptBlock {
            param($word, $line, $cursor)
            $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })[-1]
            $values = @{
        {{Lines(Chosen, option => $"        '{option.Name}' = @({string.Join(", ", option.Choices!.Select(choice => $"'{choice}'"))})")}}
            }
            $options = @({{string.Join(", ", OptionTable.Names.Select(name => $"'{name}'"))}})
            if ($before -and $values.ContainsKey($before)) { $found = $values[$before] }
            elseif ($word -like '-*') { $found = $options }
            else { $found = ascii-gen --list-subjects 2>$null | ForEach-Object { if ($_ -match ' ') { "'$_'" } else { $_ } } }
            $found | Where-Object { $_ -like "$word*" -or $_ -like "'$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    private static IEnumerable<Option> Chosen => OptionTable.All.Where(option => option.Choices is not null);

    private static IEnumerable<Option> Valued => OptionTable.All.Where(option => option is { Value: not null, Choices: null } && !_files.Contains(option.Name));

    private static string Lines(IEnumerable<Option> options, Func<Option, string> line) => string.Join('\n', options.Select(line));

    private static string ZshText(string text) => Quoted(FirstSentence(text)).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string ZshValue(Option option) => option switch
    {
        { Value: null } => "",
        { Choices: { } choices } => $":{option.Value}:({string.Join(' ', choices)})",
        _ => $":{option.Value}:{(_files.Contains(option.Name) ? "_files" : "")}",
    };

    private static string FishValue(Option option) => option switch
    {
        { Value: null } => "",
        { Choices: { } choices } => $" -x -a '{string.Join(' ', choices)}'",
        _ => _files.Contains(option.Name) ? " -r -F" : " -x",
    };

    // Long enough for a menu. The number 0.95 holds a dot that ends nothing.
    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text.TrimEnd('.');

    private static string Quoted(string text) => text.Replace("'", "'\\''", StringComparison.Ordinal);
}
