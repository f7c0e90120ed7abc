// A text as a QR code, drawn as one path: no picture is fetched, nothing is written into the page as text.
import { encode } from 'uqr';

/** Dark on white in both themes: scanners want it so. */
export function QrCode({ content, alt }: { readonly content: string; readonly alt: string }) {
  const { data, size } = encode(content, { border: 4, ecc: 'M' });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" role="img" aria-label={alt} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path className="qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path className="qr-ink" d={path} />
    </svg>
  );
}
