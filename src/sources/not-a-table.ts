const asCsv = 'Open it where it was made, save the sheet as CSV (UTF-8), and run the same command with that file.';
const unpack = 'Unpack it, and run the same command with the CSV file that is in it.';
const export_ = 'Export the table as CSV, and run the same command with that file.';
const table =
  'Run the same command with a table: CSV, TSV, JSON lines, a JSON array, or any of these packed with gzip.';

/** How files begin that are no table that is read here, what each is, and what to do about it. */
const others: readonly (readonly [begins: RegExp, is: string, next: string])[] = [
  [/^PK\x03\x04[\s\S]*(\[Content_Types\]|xl\/|_rels\/)/, 'an Excel workbook', asCsv],
  [/^PK\x03\x04[\s\S]{26}mimetypeapplication\/vnd\.oasis/, 'an OpenDocument file', asCsv],
  [/^PK[\x03\x05]/, 'a zip file', unpack],
  [/^\xd0\xcf\x11\xe0/, 'an old Excel workbook (or another Office file)', asCsv],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^RIFF[\s\S]{4}WEBP|^II\*\0|^MM\0\*/, 'a picture', table],
  [/^%PDF-/, 'a PDF', export_],
  [/^\xfd7zXZ/, 'packed with xz', unpack],
  [/^BZh[1-9]/, 'packed with bzip2', unpack],
  [/^\x28\xb5\x2f\xfd/, 'packed with zstd', unpack],
  [/^7z\xbc\xaf/, 'a 7z file', unpack],
  [/^Rar!/, 'a rar file', unpack],
  [/^[\s\S]{257}ustar/, 'a tar file', unpack],
  [
    /^PAR1/,
    'a Parquet file',
    'Write it as CSV, with pandas.read_parquet(path).to_csv("rows.csv", index=False), and run the same command with that.',
  ],
  [/^SQLite format 3\0/, 'an SQLite database', export_],
  [/^\x89HDF|^CDF[\x01\x02]/, 'a file of HDF5 or netCDF', export_],
  [/^ARROW1|^FEA1/, 'a Feather file', export_],
  [/^\x93NUMPY/, 'a NumPy array', export_],
  [/^\x80[\x02-\x05][\s\S]*\./, 'a Python pickle', export_],
  [
    /^version https:\/\/git-lfs/,
    'kept by Git LFS, and was not fetched',
    'Run git lfs pull, and then the same command.',
  ],
  [
    /^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body)/i,
    'a web page',
    'Download the file itself: a page about it was saved in its place.',
  ],
  [/^(\xef\xbb\xbf)?\s*<\?xml/i, 'XML', export_],
];

/** What a file is that begins so, and what to do; nothing where it may be a table. */
export function otherThanTable(beginning: Uint8Array): { readonly is: string; readonly next: string } | undefined {
  const text = Buffer.from(beginning).toString('latin1');
  const other = others.find(([begins]) => begins.test(text));
  return other && { is: other[1], next: other[2] };
}
