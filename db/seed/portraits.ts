import 'server-only'
import type { SeedPerson } from './types'

const SIZE = 512

type Draw = (next: (limit: number) => number, hue: number) => string

const circle = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`

const colour = (hue: number, saturation: number, lightness: number) =>
  `hsl(${((hue % 360) + 360) % 360},${saturation}%,${lightness}%)`

/** Hills below a sun or moon. */
const landscape: Draw = (next, hue) => {
  const hill = (y: number, fill: string) =>
    `<path d="M-10 ${y + next(60)} C 130 ${y - 90 + next(60)}, 220 ${y + 90}, 330 ${y - next(60)} S 480 ${y - 40 + next(80)}, 522 ${y} V522 H-10Z" fill="${fill}"/>`
  return [
    circle(140 + next(230), 130 + next(70), 58 + next(26), colour(hue + 40, 95, 84)),
    hill(300, colour(hue + 190, 45, 52)),
    hill(370, colour(hue + 200, 48, 40)),
    hill(440, colour(hue + 210, 50, 28)),
  ].join('')
}

/** A head and shoulders, without a face. */
const bust: Draw = (next, hue) => {
  const skin = colour(18 + next(16), 42 + next(20), 38 + next(38))
  const hair = colour(10 + next(40), 20 + next(45), 12 + next(26))
  const cloth = colour(hue + 150 + next(60), 55, 44)
  const width = 96 + next(14)
  return [
    `<ellipse cx="256" cy="222" rx="${width + 26}" ry="${128 + next(24)}" fill="${hair}"/>`,
    next(2) === 0
      ? `<rect x="${230 - width}" y="210" width="${2 * width + 52}" height="${150 + next(60)}" rx="60" fill="${hair}"/>`
      : '',
    `<rect x="212" y="290" width="88" height="120" rx="40" fill="${skin}"/>`,
    `<path d="M60 522 C 70 400, 170 372, 256 372 S 442 400, 452 522Z" fill="${cloth}"/>`,
    `<ellipse cx="256" cy="240" rx="${width - 8}" ry="112" fill="${skin}"/>`,
    `<path d="M${264 - width} 218 C ${280 - width} ${120 + next(20)}, ${230 + width} ${112 + next(24)}, ${248 + width} 218 C ${200 + width} ${150 + next(40)}, ${300 - width} ${160 + next(30)}, ${264 - width} 218Z" fill="${hair}"/>`,
  ].join('')
}

/** Overlapping discs. */
const discs: Draw = (next, hue) =>
  Array.from({ length: 5 }, (_, index) =>
    circle(70 + next(380), 70 + next(380), 70 + next(110), `${colour(hue + 30 * index, 66, 64)}" fill-opacity="0.62`),
  ).join('')

/** Petals around a middle. */
const flower: Draw = (next, hue) => {
  const count = 6 + next(4)
  const petals = Array.from(
    { length: count },
    (_, index) =>
      `<ellipse cx="256" cy="148" rx="${58 + next(8)}" ry="108" fill="${colour(hue + 160 + index * 5, 62, 68)}" transform="rotate(${(index * 360) / count} 256 256)"/>`,
  )
  return [...petals, circle(256, 256, 62, colour(hue + 50, 92, 60))].join('')
}

const DRAWINGS = [bust, landscape, bust, discs, bust, flower] as const

/** Returns a number generator for a text; the same text gives the same numbers. */
function numbersFor(text: string): (limit: number) => number {
  let state = 2_166_136_261
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** Returns a drawing for a person as SVG; the same person always has the same. */
function portraitSvg({ username }: Pick<SeedPerson, 'username'>, index: number): string {
  const next = numbersFor(username)
  const hue = (index * 137 + next(30)) % 360
  const draw = DRAWINGS[index % DRAWINGS.length] ?? bust
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}"><defs><linearGradient id="sky" x1="0" y1="0" x2="0.4" y2="1"><stop offset="0" stop-color="${colour(hue, 58, 78)}"/><stop offset="1" stop-color="${colour(hue + 40, 56, 62)}"/></linearGradient></defs><rect width="${SIZE}" height="${SIZE}" fill="url(#sky)"/>${draw(next, hue)}</svg>`
}

/** Draws a person's picture in the form in which pictures are stored. */
export async function drawPortrait(person: Pick<SeedPerson, 'username'>, index: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(portraitSvg(person, index)))
    .webp({ quality: 82 })
    .toBuffer()
}
