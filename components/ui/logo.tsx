/** The logo of Kith. */
export function Logo({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={`shrink-0 ${className}`}>
      <rect width="64" height="64" rx="14" className="fill-accent" />
      <g className="fill-on-accent">
        <g opacity={0.72}>
          <circle cx="42" cy="28" r="7.5" />
          <path d="M44.5 54H56c0-9-5-14.5-13-14.5-1.5 0-2.9.2-4.2.6 3.6 3.3 5.7 8 5.700 13.9Z" />
        </g>
        <circle cx="25" cy="25" r="10" />
        <path d="M8 54c0-10 7-16 17-16s17 6 17 16Z" />
      </g>
    </svg>
  )
}
