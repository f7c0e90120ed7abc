// An address as a picture that a phone reads.
import { renderSVG } from 'uqr';
import { Html } from '../html';

/** Black on white in every theme: cameras want it so. What it leads to is said by the words around it. */
export function qrOf(address: string): Html {
  const drawing = renderSVG(address, { ecc: 'M', border: 4 });
  return new Html(drawing.replace('<svg', '<svg aria-hidden="true"'));
}
