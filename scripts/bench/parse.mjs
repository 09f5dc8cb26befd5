// Reads the cells of a CSV file with a parser that is made for it, and does nothing with them: node parse.mjs papaparse file.csv
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import Papa from 'papaparse';

const [parser, file] = process.argv.slice(2);
let cells = 0;
if (parser === 'papaparse')
  Papa.parse(createReadStream(file, 'utf8'), {
    step: ({ data }) => {
      cells += data.length;
    },
  });
else for await (const row of createReadStream(file).pipe(parse())) cells += row.length;
process.on('exit', () => {
  if (cells === 0) process.exitCode = 1;
});
