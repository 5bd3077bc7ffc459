import { graphemesOf } from './graphemes'

const TINTS = [
  'tint-20',
  'tint-55',
  'tint-85',
  'tint-120',
  'tint-150',
  'tint-180',
  'tint-210',
  'tint-240',
  'tint-270',
  'tint-300',
  'tint-330',
  'tint-355',
] as const

const SIZES = {
  small: 'size-9 text-small',
  regular: 'size-10 text-body',
  large: 'size-12 text-large',
  huge: 'size-16 text-title',
} as const

interface Props {
  person: { id: string; displayName: string; pictureId?: string | null }
  size?: keyof typeof SIZES
  /** Shows a ring with a gap, visible without colour too. The text is beside the name. */
  online?: boolean
}

/**
 * The user's picture above initials on a colour, which are visible while it loads or when it is missing. Decorative:
 * the name is always beside it.
 */
export function Avatar({ person, size = 'regular', online = false }: Props) {
  return (
    <span
      aria-hidden="true"
      className={`relative flex shrink-0 select-none overflow-clip items-center justify-center rounded-full border border-transparent font-medium ${SIZES[size]} ${tintOf(person.id)} ${online ? 'outline-2 outline-positive outline-offset-2' : ''}`}
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
  )
}

const firstOf = (word: string) => graphemesOf(word)[0] ?? ''

/** Returns one or two letters, or the first character of a name without letters. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  if (!first) return firstOf(name.trim())
  return `${firstOf(first)}${last ? firstOf(last) : ''}`.toUpperCase()
}

function tintOf(id: string): string {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return TINTS[hash % TINTS.length] ?? TINTS[0]
}
