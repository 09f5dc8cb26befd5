import { quotedForFish as quote } from './quote.ts';
import type { Table } from './table.ts';

export const fishScript = ({ rows, shorts, valued, lists, repeatable, paths }: Table): string => `\
function __create_ml_portfolio_words
    switch "$argv[1]/$argv[2]"
${rows.map(({ of, template, words }) => `        case '${of}/${template}'\n            printf '%s\\t%s\\n' ${words.map(({ value, about }) => `${quote(value)} ${quote(about)}`).join(' \\\n                ')}`).join('\n')}
    end
end

# Lines of word and description: those that are not given yet, each behind what stands before it.
function __create_ml_portfolio_show --argument-names before
    set -l seen (string split , -- $argv[2])
    while read -l line
        set -l word (string split -m 1 \\t -- $line)
        contains -- $word[1] $seen; or printf '%s%s\\n' $before $line
    end
end

function __create_ml_portfolio
    set -l typed (commandline -opc)
    set -l word (commandline -ct)
    set -l expects
    set -l template
    set -l command
    set -l seen
    for one in $typed[2..-1]
        if test -n "$expects"
            test $expects = --template; and set template $one
            set expects
            continue
        end
        switch $one
${shorts.map(([short, long]) => `            case ${short}\n                set one ${long}`).join('\n')}
        end
        switch $one
            case '--template=*'
                set template (string replace -r '^[^=]*=' '' -- $one)
                set -a seen --template
            case '--*=*'
                set -a seen (string replace -r '=.*' '' -- $one)
            case ${valued.join(' ')}
                set expects $one
                set -a seen $one
            case '-*'
                set -a seen $one
            case '*'
                test -n "$command"; or set command $one
        end
    end
    set -l before
    if test -z "$expects"; and string match -q -- '--*=*' $word
        set expects (string replace -r '=.*' '' -- $word)
        set before "$expects="
        set word (string replace -r '^[^=]*=' '' -- $word)
    end
    if test -n "$expects"
        set seen
        if contains -- $expects ${lists.join(' ')}
            set -l chosen (string match -r '.*,' -- $word)
            set before "$before$chosen"
            set seen (string split , -- $chosen)
        end
        __create_ml_portfolio_words $expects "$template" | __create_ml_portfolio_show "$before" (string join , -- $seen)
        switch $expects
${paths.map(([flag, kind]) => `            case ${flag}\n                ${{ folders: '__fish_complete_directories', files: '__fish_complete_path', programs: '__fish_complete_command' }[kind]} $word | __create_ml_portfolio_show "$before"`).join('\n')}
        end
    else if string match -q -- '-*' $word; or test -n "$command" -a "$command" != completion -a "$command" != template
        for again in ${repeatable.join(' ')}
            set seen (string match -v -- $again $seen)
        end
        begin
            __create_ml_portfolio_words flags
            __create_ml_portfolio_words questions "$template"
        end | __create_ml_portfolio_show '' (string join , -- $seen)
    else if test -n "$command"
        __create_ml_portfolio_words $command
        test $command = template; and __fish_complete_directories $word
    else
        __create_ml_portfolio_words commands
        __fish_complete_directories $word
    end
end

complete -c create-ml-portfolio -f -a '(__create_ml_portfolio)'
`;
