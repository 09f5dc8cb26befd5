import { quotedForPosix as quote } from './quote.ts';
import type { Table } from './table.ts';

export const zshScript = ({ rows, shorts, valued, lists, repeatable, paths }: Table): string => `\
#compdef create-ml-portfolio

_create_ml_portfolio_words() {
  case $1/$2 in
${rows.map(({ of, template, words }) => `    (${of}/${template}) candidates+=(\n${words.map((word) => `      ${described(word)}`).join('\n')}\n    ) ;;`).join('\n')}
  esac
}

_create_ml_portfolio() {
  local i one expects template command
  local -a seen candidates
  for ((i = 2; i < CURRENT; i++)); do
    one=\${(Q)words[i]}
    if [[ -n $expects ]]; then
      [[ $expects != --template ]] || template=$one
      expects=
      continue
    fi
    case $one in
${shorts.map(([short, long]) => `      (${short}) one=${long} ;;`).join('\n')}
    esac
    case $one in
      (--template=*) template=\${one#*=} seen+=(--template) ;;
      (--*=*) seen+=(\${one%%=*}) ;;
      (${valued.join('|')}) expects=$one seen+=($one) ;;
      (-*) seen+=($one) ;;
      (*) command=\${command:-$one} ;;
    esac
  done
  if [[ -z $expects && $PREFIX == --*=* ]]; then
    expects=\${PREFIX%%=*}
    compset -P 1 '*='
  fi
  if [[ -n $expects ]]; then
    local -a stay
    seen=()
    case $expects in
      (${lists.join('|')}) seen=(\${(s:,:)\${(Q)PREFIX}%,*}) stay=(-S '') ; compset -P '*,' || seen=() ;;
      (--set) stay=(-S '') ;;
    esac
    _create_ml_portfolio_words $expects "$template"
    candidates=(\${candidates:#(\${(~j:|:)\${(b)seen}}):*})
    (($#candidates)) && _describe -t values \${expects#--} candidates "\${stay[@]}"
    case $expects in
${paths.map(([flag, kind]) => `      (${flag}) ${{ folders: '_directories', files: '_files', programs: '_command_names -e' }[kind]} ;;`).join('\n')}
    esac
  elif [[ $PREFIX == -* || -n $command && $command != (completion|template) ]]; then
    _create_ml_portfolio_words flags
    _create_ml_portfolio_words questions "$template"
    seen=(\${seen:#(${repeatable.join('|')})})
    candidates=(\${candidates:#(\${(~j:|:)\${(b)seen}}):*})
    _describe -t options option candidates
  elif [[ -n $command ]]; then
    _create_ml_portfolio_words $command
    _describe -t values word candidates
    [[ $command != template ]] || _directories
  else
    _create_ml_portfolio_words commands
    _describe -t commands command candidates
    _directories
  fi
}

if [[ $funcstack[1] == _create_ml_portfolio ]]; then
  _create_ml_portfolio "$@"
else
  compdef _create_ml_portfolio create-ml-portfolio
fi
`;

/** \`_describe\` takes the first bare colon as the end of the word. */
const described = ({ value, about }: { value: string; about: string }): string =>
  quote(`${value.replace(/[\\:]/g, '\\$&')}:${about}`);
