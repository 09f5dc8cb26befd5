import { quotedForPosix as quote } from './quote.ts';
import type { Table } from './table.ts';

/** Bash 4 or newer; bash-completion need not be installed. */
export const bashScript = ({ rows, shorts, valued, lists, repeatable, paths }: Table): string => `\
_create_ml_portfolio_words() {
  case $1/$2 in
${rows.map(({ of, template, words }) => `    ${of}/${template}) candidates+=(${words.map(({ value }) => quote(value)).join(' ')}) ;;`).join('\n')}
  esac
}

_create_ml_portfolio() {
  # The words as they were typed: readline cuts them at = and : too.
  local -a typed=() candidates=()
  local i piece glued= last=-1
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]}
    if ((last >= 0)) && [[ $glued || $piece == [=:]* ]]; then typed[last]+=$piece; else typed[++last]=$piece; fi
    glued=
    [[ $piece != *[=:] ]] || glued=1
  done
  local word=\${typed[last]} one expects= template= command= seen=' '
  for one in "\${typed[@]:0:last}"; do
    if [[ $expects ]]; then
      [[ $expects != --template ]] || template=$one
      expects=
      continue
    fi
    case $one in
${shorts.map(([short, long]) => `      ${short}) one=${long} ;;`).join('\n')}
    esac
    case $one in
      --template=*) template=\${one#*=} seen+='--template ' ;;
      --*=*) seen+="\${one%%=*} " ;;
      ${valued.join('|')}) expects=$one seen+="$one " ;;
      -*) seen+="$one " ;;
      *) command=\${command:-$one} ;;
    esac
  done
  local value=$word before=
  if [[ ! $expects && $word == --*=* ]]; then
    expects=\${word%%=*} value=\${word#*=} before=\${word%%=*}=
  fi
  if [[ $expects ]]; then
    case $expects in
      ${lists.join('|')})
        if [[ $value == *,* ]]; then before+=\${value%,*}, seen=",\${value%,*}," value=\${value##*,}; else seen=; fi ;;
      *) seen= ;;
    esac
    _create_ml_portfolio_words "$expects" "$template"
    case $expects in
${paths.map(([flag, kind]) => `      ${flag}) ${{ folders: 'compopt -o plusdirs', files: 'compopt -o default', programs: 'mapfile -t candidates < <(compgen -c -- "$value")' }[kind]} ;;`).join('\n')}
    esac
  elif [[ $word == -* || $command && ! $command =~ ^(completion|template)$ ]]; then
    _create_ml_portfolio_words flags
    _create_ml_portfolio_words questions "$template"
    local again
    for again in ${repeatable.join(' ')}; do seen=\${seen// $again / }; done
  elif [[ $command ]]; then
    _create_ml_portfolio_words "$command"
    [[ $command != template ]] || compopt -o plusdirs
  else
    _create_ml_portfolio_words commands
    compopt -o plusdirs
  fi
  # Readline replaces only what stands behind the last = or : of the word.
  local kept=\${word%"\${COMP_WORDS[COMP_CWORD]#[=:]}"} quoted
  COMPREPLY=()
  for one in "\${candidates[@]}"; do
    [[ $one == "$value"* && $seen != *[\\ ,]"$one"[\\ ,]* ]] || continue
    one=$before$one
    [[ $one != *= ]] || compopt -o nospace
    printf -v quoted %q "\${one#"$kept"}"
    COMPREPLY+=("\${quoted//\\\\,/,}")
  done
} 2>/dev/null

complete -F _create_ml_portfolio create-ml-portfolio
`;
