// Tables for spreadsheets: UTF-8 with its mark, so that Excel reads Vietnamese, separated as Excel in that language expects, and with nothing in
// them that a spreadsheet would run as a formula.
import type { Language } from '#words';

/** One cell. Numbers stay numbers; an instant is given as text. */
export type Cell = string | number | null;

export const CSV_TYPE = 'text/csv; charset=utf-8';
const MARK = '\uFEFF';
const LINE_END = '\r\n';

/** Where a decimal comma is usual, the comma separates nothing. */
const SEPARATOR: Readonly<Record<Language, string>> = { vi: ';', en: ',' };

/** What begins the file, before its first row. */
export const CSV_BEGIN = MARK;

/** One row with its end of line (RFC 4180, but for the separator). */
export function csvRow(language: Language, cells: readonly Cell[]): string {
  return cells.map(cellText).join(SEPARATOR[language]) + LINE_END;
}

/** A whole file. */
export function csvFile(language: Language, rows: readonly (readonly Cell[])[]): string {
  return CSV_BEGIN + rows.map((cells) => csvRow(language, cells)).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  // Both separators are quoted: whoever reads with the other one reads the same.
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
