import { quotedForPowerShell as quote } from './quote.ts';
import type { Table } from './table.ts';

export const powershellScript = ({ rows, shorts, valued, lists, repeatable }: Table): string => `\
Register-ArgumentCompleter -Native -CommandName create-ml-portfolio -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $rows = @{
${rows.map(({ of, template, words }) => `    ${quote(`${of}/${template}`)} = @(\n${words.map(({ value, about }) => `      , @(${quote(value)}, ${quote(about || value)})`).join('\n')}\n    )`).join('\n')}
  }
  $shorts = @{ ${shorts.map(([short, long]) => `${quote(short)} = ${quote(long)}`).join('; ')} }
  $valued = @(${valued.map(quote).join(', ')})
  $lists = @(${lists.map(quote).join(', ')})
  $again = @(${repeatable.map(quote).join(', ')})
  $word = "$wordToComplete"
  $expects = ''; $template = ''; $command = ''; $seen = @()
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
  foreach ($element in $typed) {
    $one = "$element".Trim("'", '"')
    if ($expects) {
      if ($expects -eq '--template') { $template = $one }
      $expects = ''
      continue
    }
    if ($shorts.ContainsKey($one)) { $one = $shorts[$one] }
    if ($one -like '--*=*') {
      $name, $value = $one -split '=', 2
      $seen += $name
      if ($name -eq '--template') { $template = $value }
    }
    elseif ($one -like '-*') {
      $seen += $one
      if ($valued -contains $one) { $expects = $one }
    }
    elseif (-not $command) { $command = $one }
  }
  $before = ''
  if (-not $expects -and $word -like '--*=*') {
    $expects, $word = $word -split '=', 2
    $before = "$expects="
  }
  if ($expects) {
    $seen = @()
    if ($lists -contains $expects -and $word.Contains(',')) {
      $end = $word.LastIndexOf(',') + 1
      $before += $word.Substring(0, $end)
      $seen = $word.Substring(0, $end).Split(',')
      $word = $word.Substring($end)
    }
    $found = @($rows["$expects/*"]) + @($rows["$expects/$template"])
  }
  elseif ($word.StartsWith('-') -or ($command -and $command -notin 'completion', 'template')) {
    $found = @($rows['flags/*']) + @($rows["questions/$template"])
    $seen = @($seen | Where-Object { $again -notcontains $_ })
  }
  elseif ($command) { $found = @($rows["$command/*"]) }
  else { $found = @($rows['commands/*']) }
  foreach ($pair in $found) {
    if ($null -eq $pair -or $seen -contains $pair[0] -or -not $pair[0].StartsWith($word)) { continue }
    $text = $before + $pair[0]
    if ($text -notmatch '^[\\w./=-]+$') { $text = "'" + $text.Replace("'", "''") + "'" }
    [System.Management.Automation.CompletionResult]::new($text, $pair[0], 'ParameterValue', $pair[1])
  }
}
`;
