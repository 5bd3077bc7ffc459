import { initialsOf } from './initials'

const TINTS = [
  'tint-10',
  'tint-35',
  'tint-60',
  'tint-145',
  'tint-165',
  'tint-190',
  'tint-215',
  'tint-240',
  'tint-265',
  'tint-290',
  'tint-320',
  'tint-345',
] as const

const SIZES = {
  small: 'size-9 text-small',
  regular: 'size-10 text-body',
  large: 'size-12 text-large',
  huge: 'size-16 text-title',
  portrait: 'size-32 text-display',
} as const

interface Props {
  person: { id: string; displayName: string; pictureId?: string | null }
  size?: keyof typeof SIZES
  /** Shows a dot in a gap of the circle, visible without colour too. The text is beside the name. */
  online?: boolean
}

/**
 * The user's picture above initials on a colour, which are visible while it loads or when it is missing. Decorative:
 * the name is always beside it.
 */
export function Avatar({ person, size = 'regular', online = false }: Props) {
  return (
    <span aria-hidden="true" className={`relative block shrink-0 select-none ${SIZES[size]}`}>
      <span
        className={`relative flex size-full items-center justify-center overflow-clip rounded-full border border-transparent font-medium ${tintOf(person.id)} ${online ? 'dot-gap' : ''}`}
      >
        {initialsOf(person.displayName)}
        {person.pictureId && (
          // biome-ignore lint/performance/noImgElement: the server has already resized it.
          <img
            key={person.pictureId}
            src={`/api/pictures/${person.pictureId}`}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
            className="absolute inset-0 size-full rounded-full object-cover"
          />
        )}
      </span>
      {online && <span className="presence-dot" />}
    </span>
  )
}

function tintOf(id: string): string {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return TINTS[hash % TINTS.length] ?? TINTS[0]
}
