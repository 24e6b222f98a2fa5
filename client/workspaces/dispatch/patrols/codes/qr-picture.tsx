import { useMemo } from 'react';
import { placeCodeLink } from '../../../../../core/patrol/place-code.ts';
import { qrPath } from './qr-path.ts';

/** The picture of a code: a link to the page of units at this address. Black on white in any theme, or a phone does not read it. */
export function QrPicture({ code }: { code: string }) {
  const { size, path } = useMemo(() => qrPath(placeCodeLink(location.origin, code)), [code]);
  return (
    <svg
      className="qr-picture"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path fill="#ffffff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000000" d={path} />
    </svg>
  );
}
