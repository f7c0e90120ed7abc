// `npm run bench:table`: writes what is kept in bench/results into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { keptResults } from './results';
import { withFigures } from './table';

writeFileSync('README.md', withFigures(readFileSync('README.md', 'utf8'), keptResults()));
