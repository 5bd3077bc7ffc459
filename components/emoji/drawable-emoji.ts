import type { Emoji, EmojiGroup } from './emoji-groups'

/** One emoji of each Emoji version since the oldest one that every supported browser draws. */
const SAMPLES: readonly (readonly [version: number, sample: string])[] = [
  [17, '🫪'],
  [16, '🫩'],
  [15.1, '🐦‍🔥'],
  [15, '🫨'],
  [14, '🫠'],
  [13.1, '😶‍🌫️'],
  [13, '🥲'],
]
const COMMON_VERSION = 12
/** Systems without flags of countries draw two letters, and a black flag for those of parts of countries. */
const FLAG = '🇩🇪'
const ANY_FLAG = /\p{Regional_Indicator}|\u{e007f}/u
const SIZE_PX = 16

interface Drawable {
  version: number
  flags: boolean
}

type DrawTest = (emoji: string) => boolean

/**
 * Returns the groups without emoji that the fonts of this device would draw as boxes: only those up to the newest Emoji
 * version that it draws in colour. Where that cannot be found out, those up to Emoji 12 of 2019.
 */
export function drawableGroups(groups: readonly EmojiGroup[], draws: DrawTest | undefined): EmojiGroup[] {
  const { version, flags } = drawableEmoji(draws)
  const isDrawn = (emoji: Emoji) => emoji.version <= version && (flags || !ANY_FLAG.test(emoji.text))
  return groups.map((group) => ({ ...group, emoji: group.emoji.filter(isDrawn) }))
}

function drawableEmoji(draws: DrawTest | undefined): Drawable {
  // A device that draws no emoji in colour may still have a font for them.
  if (!draws?.('😀')) return { version: COMMON_VERSION, flags: true }
  const [version] = SAMPLES.find(([, sample]) => draws(sample)) ?? [COMMON_VERSION]
  return { version, flags: draws(FLAG) }
}

/**
 * Returns a test whether an emoji is drawn, as one picture in colour: the colour of text changes a box, not a picture.
 * An unknown sequence is drawn as several pictures, which are wider.
 */
export function createDrawTest(): DrawTest | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE_PX
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.textBaseline = 'top'
  context.font = `${SIZE_PX * 0.75}px ${getComputedStyle(document.body).fontFamily}`
  const pixelsOf = (emoji: string, color: string) => {
    context.clearRect(0, 0, SIZE_PX, SIZE_PX)
    context.fillStyle = color
    context.fillText(emoji, 0, 0)
    return context.getImageData(0, 0, SIZE_PX, SIZE_PX).data
  }
  const maxWidth = context.measureText('😀').width * 1.5
  return (emoji) => {
    const [black, white] = [pixelsOf(emoji, '#000'), pixelsOf(emoji, '#fff')]
    const isDrawn = black.some((value) => value !== 0)
    return isDrawn && black.every((value, at) => value === white[at]) && context.measureText(emoji).width < maxWidth
  }
}
