import { asking, type Shell } from '../command-line/flags.ts';

/** The lines that a script reads: a word, a tab, what it is for; then one with what the shell itself knows. */
const bash = `_create_ml_portfolio() {
  # The words as they were typed: readline cuts them at = and : too.
  local -a typed=() lines=()
  local i piece glued= last=-1 one kept quoted
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]}
    if ((last >= 0)) && [[ $glued || $piece == [=:]* ]]; then typed[last]+=$piece; else typed[++last]=$piece; fi
    glued=
    [[ $piece != *[=:] ]] || glued=1
  done
  mapfile -t lines < <(create-ml-portfolio ${asking} "\${typed[@]:0:last}" ".\${typed[last]}")
  # Readline replaces only what stands behind the last = or : of the word.
  kept=\${typed[last]%"\${COMP_WORDS[COMP_CWORD]#[=:]}"}
  COMPREPLY=()
  for one in "\${lines[@]}"; do
    case $one in
      :folders) compopt -o plusdirs; continue ;;
      :files) compopt -o default; continue ;;
      :programs) mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -c -- "\${typed[last]#--*=}"); continue ;;
    esac
    one=\${one%%$'\\t'*}
    [[ $one != *= ]] || compopt -o nospace
    printf -v quoted %q "\${one#"$kept"}"
    COMPREPLY+=("\${quoted//\\\\,/,}")
  done
} 2>/dev/null

complete -F _create_ml_portfolio create-ml-portfolio`;

const zsh = `#compdef create-ml-portfolio

_create_ml_portfolio() {
  local one word paths tab=$'\\t'
  local -a lines candidates stay
  lines=("\${(@f)$(create-ml-portfolio ${asking} "\${(@Q)words[2,CURRENT - 1]}" ".\${(Q)PREFIX}" 2>/dev/null)}")
  for one in $lines; do
    case $one in
      (:folders) paths=_directories ;;
      (:files) paths=_files ;;
      (:programs) paths='_command_names -e' ;;
      (*)
        word=\${one%%$tab*}
        [[ $word != *= ]] || stay=(-S '')
        word=\${word//\\\\/\\\\\\\\}
        candidates+=("\${word//:/\\\\:}:\${one#*$tab}") ;;
    esac
  done
  (($#candidates)) && _describe -t values word candidates "\${stay[@]}"
  [[ -z $paths ]] || { [[ $PREFIX != --*=* ]] || compset -P 1 '*='; \${=paths} }
}

if [[ $funcstack[1] == _create_ml_portfolio ]]; then
  _create_ml_portfolio "$@"
else
  compdef _create_ml_portfolio create-ml-portfolio
fi`;

const fish = `function __create_ml_portfolio
    set -l typed (commandline -opc)
    set -l word (commandline -ct)
    set -l before (string match -r '^--[^=]*=' -- $word)
    set -l path (string replace -r '^--[^=]*=' '' -- $word)
    for line in (create-ml-portfolio ${asking} $typed[2..-1] ".$word" 2>/dev/null)
        switch $line
            case :folders
                printf "$before%s\\n" (__fish_complete_directories $path)
            case :files
                printf "$before%s\\n" (__fish_complete_path $path)
            case :programs
                __fish_complete_command # which keeps what stands before the =
            case '*'
                echo $line
        end
    end
end

complete -c create-ml-portfolio -f -a '(__create_ml_portfolio)'`;

const powershell = `Register-ArgumentCompleter -Native -CommandName create-ml-portfolio -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { "$_".Trim("'", '"') })
  foreach ($line in create-ml-portfolio ${asking} @typed ".$wordToComplete") {
    if ($line.StartsWith(':')) { continue }
    $word, $about = $line -split "\\t", 2
    $text = $word
    if ($text -notmatch '^[\\w./=-]+$') { $text = "'" + $text.Replace("'", "''") + "'" }
    [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', ($about, $word -ne '')[0])
  }
}`;

/** What `completion <shell>` prints: it asks the command itself, which knows the templates that were added. */
export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
