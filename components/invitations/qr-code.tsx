import { encode } from 'uqr'

/** The light margin that readers need, in modules (ISO/IEC 18004). */
const MARGIN = 4

/** A QR code of the text: dark on light in both themes. */
export function QrCode({ text, title }: { text: string; title: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: MARGIN })
  return (
    <svg
      role="img"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-56 shrink-0 rounded-control border border-line bg-paper fill-print"
    >
      <title>{title}</title>
      <path d={data.map(rowPath).join('')} />
    </svg>
  )
}

/** Returns the path of the dark modules in a row. */
const rowPath = (row: boolean[], y: number) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')
