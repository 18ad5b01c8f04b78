import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV, its cells trimmed, and the line it begins on. */
export interface Row {
  line: number;
  cells: string[];
}

export interface Table {
  rows: Row[];
  /** Where reading ended, and why; null: nowhere before the end. */
  broken: { line: number; found: string } | null;
}

/** The text of a file; null: it is no UTF-8. */
export const decode = (bytes: Buffer): string | null => (isUtf8(bytes) ? new TextDecoder().decode(bytes) : null);

/** What to do about a file that is no UTF-8, in the words of a fault. */
export const NOT_UTF8 = {
  found: 'a file that is not UTF-8, Windows-1251 perhaps',
  expected: 'UTF-8: in Excel save it as "CSV UTF-8"',
};

/** Reads a CSV separated by commas, semicolons or tabs, whichever its first line has most of. */
export const readTable = (text: string): Table => {
  const rows: Row[] = [];
  let read = 0;
  const keep = (cells: string[], { lines }: { lines: number }): null => {
    read = lines;
    const breaks = cells.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
    if (cells.some(cell => cell !== '')) rows.push({ line: lines - breaks, cells });
    return null;
  };
  try {
    parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: keep,
    });
    return { rows, broken: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser names the last line for a quote that is never closed: the one it was opened on says more.
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? { rows, broken: { line: read + 1, found: 'a quote that is opened here and never closed' } }
      : { rows, broken: { line: Number(error.lines), found: 'a quote in the middle of a cell' } };
  }
};

const separatorOf = (text: string): string => {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
};
