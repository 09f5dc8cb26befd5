import type xterm from '@xterm/headless';

/** Text in one style, and the column that it starts in. */
export interface Run {
  readonly text: string;
  readonly column: number;
  readonly style: string;
}

export type Line = readonly Run[];

type Buffer = xterm.Terminal['buffer']['active'];
type Cell = NonNullable<ReturnType<NonNullable<ReturnType<Buffer['getLine']>>['getCell']>>;

/** What a terminal shows, as runs of one style; a line that it broke is one again. */
export function readLines(buffer: Buffer): readonly Line[] {
  const lines: Run[][] = [];
  let above = 0;
  for (let row = 0; row < buffer.length; row += 1) {
    const line = buffer.getLine(row);
    const continued = line?.isWrapped === true ? lines.at(-1) : undefined;
    above = continued ? above + (line?.length ?? 0) : 0;
    const runs = readLine(buffer, row).map((run) => ({ ...run, column: run.column + above }));
    if (continued) continued.push(...runs);
    else lines.push([...runs]);
  }
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

/** Lines broken where a terminal of so many columns breaks them. */
export const broken = (lines: readonly Line[], columns: number): readonly Line[] =>
  lines.flatMap((line) => {
    const pieces: Run[][] = [[]];
    for (const { text, column, style } of line)
      for (let from = 0; from < text.length; ) {
        const at = column + from;
        const row = Math.floor(at / columns);
        const length = Math.min(text.length - from, columns - (at % columns));
        while (pieces.length <= row) pieces.push([]);
        pieces[row]?.push({ text: text.slice(from, from + length), column: at % columns, style });
        from += length;
      }
    return pieces;
  });

/** A line with some text in another's place; what follows at once moves up, what stands in a column of its own stays. */
export function replaced(line: Line, from: string | RegExp, to: string): Line {
  let moved = 0;
  let end = 0;
  return line.map((run) => {
    if (run.column > end) moved = 0;
    end = run.column + run.text.length;
    const column = run.column + moved;
    const text = run.text.replace(from, to);
    moved += text.length - run.text.length;
    return { ...run, text, column };
  });
}

function readLine(buffer: Buffer, row: number): Line {
  const line = buffer.getLine(row);
  const runs: { text: string; column: number; style: string }[] = [];
  for (let column = 0; column < (line?.length ?? 0); column += 1) {
    const cell = line?.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    const style = text === ' ' ? '' : styleOf(cell);
    const last = runs.at(-1);
    if (last && (last.style === style || text === ' ')) last.text += text;
    else runs.push({ text, column, style });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() })).filter((run) => run.text !== '');
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

const styleOf = (cell: Cell): string =>
  [
    cell.isFgPalette() ? colours[cell.getFgColor() % 8] : '',
    cell.isBold() ? 'bold' : '',
    cell.isDim() || (cell.isFgPalette() && cell.getFgColor() === 8) ? 'dim' : '',
    cell.isStrikethrough() ? 'through' : '',
  ]
    .filter(Boolean)
    .join(' ');

export const textOf = (line: Line): string => line.reduce((text, run) => text.padEnd(run.column) + run.text, '');

const cell = { width: 8.4, height: 17 };
const margin = { side: 20, top: 44, bottom: 18 };

/** Lines as a picture whose text can be selected: the reader's own monospaced font, held to the grid. */
export function drawTerminal(lines: readonly Line[], columns: number, title: string): string {
  const width = Math.round(columns * cell.width + 2 * margin.side);
  const height = lines.length * cell.height + margin.top + margin.bottom;
  const rows = lines.flatMap((line, row) => {
    const y = margin.top + row * cell.height + 13;
    return line.length > 0 ? [`<text y="${y}">${line.map(drawRun).join('')}</text>`] : [];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #e6edf3; white-space: pre; }
.red { fill: #ff7b72 } .green { fill: #56d364 } .yellow { fill: #e3b341 } .blue { fill: #79c0ff }
.magenta { fill: #d2a8ff } .cyan { fill: #56d4dd } .black, .dim { fill: #8b949e } .bold { font-weight: 700 } .through { text-decoration: line-through }
.title { fill: #8b949e; text-anchor: middle; font-size: 13px }
</style>
<rect width="${width}" height="${height}" rx="10" fill="#0d1117" stroke="#30363d"/>
<circle cx="22" cy="20" r="6" fill="#ff5f57"/><circle cx="42" cy="20" r="6" fill="#febc2e"/><circle cx="62" cy="20" r="6" fill="#28c840"/>
<text class="title" x="${width / 2}" y="25">${escaped(title)}</text>
${rows.join('\n')}
</svg>
`;
}

function drawRun({ text, column, style }: Run): string {
  const length = [...text].length * cell.width;
  const kind = style ? ` class="${style}"` : '';
  return `<tspan x="${(margin.side + column * cell.width).toFixed(1)}" textLength="${length.toFixed(1)}"${kind}>${escaped(text)}</tspan>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
