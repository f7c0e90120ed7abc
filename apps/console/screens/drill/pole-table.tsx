// What a drill or a test came to, pole by pole.
import type { ReactNode } from 'react';
import { SCREENS } from '../../parts/words';

const text = SCREENS.drill;

interface PoleResult {
  readonly controllerId: string;
  readonly controller: string;
  readonly zone: string;
}

/** One line for each result; `state` says how the pole did. */
export function PoleTable<Result extends PoleResult>({
  results,
  state,
}: {
  readonly results: readonly Result[];
  readonly state: (result: Result) => ReactNode;
}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.pole}</th>
          <th scope="col">{text.state}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => (
          <tr key={result.controllerId}>
            <th scope="row">
              {result.controller} <span className="muted">{result.zone}</span>
            </th>
            <td>{state(result)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
