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
  /** A ring around them, with a gap: seen without colour too. The word stands where the name is. */
  online?: boolean
}

/**
 * The person's picture, over initials on their own colour: those show while it loads and should it be gone. Decoration:
 * the name always stands beside it.
 */
export function Avatar({ person, size = 'regular', online = false }: Props) {
  return (
    <span
      aria-hidden="true"
      className={`relative flex shrink-0 select-none overflow-clip items-center justify-center rounded-full border border-transparent font-medium ${SIZES[size]} ${tintOf(person.id)} ${online ? 'outline-2 outline-positive outline-offset-2' : ''}`}
    >
      {initialsOf(person.displayName)}
      {person.pictureId && (
        // biome-ignore lint/performance/noImgElement: the server has made it small already.
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

/** One or two letters; a name without any is shown by its first sign, whatever that is. */
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
