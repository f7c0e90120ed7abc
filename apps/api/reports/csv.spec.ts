// A table that a spreadsheet opens as it was meant, whatever people typed into it.
import { csvFile } from './csv';

it('opens as Vietnamese text, and keeps what belongs into one cell together', () => {
  const file = csvFile('vi', [
    ['Thôn, bản', 'Ghi chú'],
    ['Nậm Pẻn', 'a;b'],
    ['Khe "Tre"', 'hai\ndòng'],
    ['', null],
    ['12', 12.5],
  ]);
  expect(file.startsWith('\uFEFF"Thôn, bản";Ghi chú\r\n')).toBe(true);
  expect(file).toContain('Nậm Pẻn;"a;b"\r\n"Khe ""Tre""";"hai\ndòng"\r\n;\r\n12;12.5\r\n');
  expect(csvFile('en', [['a;b', 'c,d', 'e']])).toBe('\uFEFF"a;b","c,d",e\r\n');
});

it('runs nothing as a formula', () => {
  for (const evil of ['=1+1', '+84', '-1', '@SUM(A1)', '\tx', '\rx']) {
    const [cell] = csvFile('en', [[evil]])
      .slice(1)
      .split('\r\n');
    expect(cell!.replace(/^"/, '')).toMatch(/^'/);
  }
});
