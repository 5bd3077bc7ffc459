import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { refusalOf } from '@/tests/support/conversations'
import { convertPicture } from './picture'

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'

const FORMATS: Format[] = ['jpeg', 'png', 'webp', 'gif', 'avif']
const RED = '#ff0000'
const BLUE = '#0000ff'

/** Wide, red on the left and blue on the right. */
const halves = (width = 600, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: RED } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: BLUE } },
      left: width / 2,
      top: 0,
    },
  ])
const written = (format: Format) => halves().toFormat(format).toBuffer()

/** Red, green and blue of a place in the picture, as 0 or 255. */
async function colourAt(picture: Buffer, left: number, top: number) {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [...data].map((value) => (value > 127 ? 255 : 0))
}

const refused = { status: 422, code: 'invalid', errors: { picture: expect.any(String) } }

describe('a picture as it is shown', () => {
  it.each(FORMATS)('a picture that came as %s becomes a square of WebP', async (format) => {
    const shown = await convertPicture(await written(format))
    expect(await sharp(shown).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512, hasAlpha: false })
    expect(await colourAt(shown, 10, 256)).toEqual([255, 0, 0])
    expect(await colourAt(shown, 500, 256)).toEqual([0, 0, 255])
  })

  it('a converted picture contains no metadata', async () => {
    const GPS = {
      GPSLatitudeRef: 'N',
      GPSLatitude: '52/1 31/1 12/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '13/1 24/1 0/1',
    }
    const taken = await halves()
      .withExif({ IFD0: { Make: 'CameraWorks', Artist: 'Mira Secret' }, IFD3: GPS })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>at home</secret></x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect(await sharp(taken).metadata()).toMatchObject({
      exif: expect.any(Buffer),
      xmp: expect.any(Buffer),
      icc: expect.any(Buffer),
    })
    expect(taken.includes('Mira Secret')).toBe(true)
    const shown = await convertPicture(taken)
    const { exif, xmp, icc, iptc, comments } = await sharp(shown).metadata()
    expect({ exif, xmp, icc, iptc, comments }).toEqual({})
    for (const secret of ['Mira Secret', 'CameraWorks', 'at home', 'EXIF', 'XMP '])
      expect(shown.includes(secret), secret).toBe(false)
  })

  it('a picture is rotated by its orientation', async () => {
    const lying = await halves().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const shown = await convertPicture(lying)
    expect(await colourAt(shown, 256, 10)).toEqual([255, 0, 0])
    expect(await colourAt(shown, 256, 500)).toEqual([0, 0, 255])
  })

  it('an animation becomes its first frame', async () => {
    const frame = (background: string) => sharp({ create: { width: 20, height: 20, channels: 3, background } }).png()
    const frames = await Promise.all([RED, BLUE].map((colour) => frame(colour).toBuffer()))
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(await sharp(moving).metadata()).toMatchObject({ pages: 2 })
    const shown = await convertPicture(moving)
    expect((await sharp(shown).metadata()).pages ?? 1).toBe(1)
    expect(await colourAt(shown, 256, 256)).toEqual([255, 0, 0])
  })

  it('transparency becomes white', async () => {
    const clear = { create: { width: 8, height: 8, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } } }
    expect(await colourAt(await convertPicture(await sharp(clear).png().toBuffer()), 9, 9)).toEqual([255, 255, 255])
  })
})

/** A small picture, progressive or interlaced, whose header says that it is of another size. */
async function sized(format: 'avif' | 'jpeg' | 'png', width: number, height: number): Promise<Buffer> {
  const picture = halves(40, 40)
  switch (format) {
    case 'avif': {
      const bytes = await picture.avif().toBuffer()
      const box = bytes.indexOf('ispe')
      bytes.writeUInt32BE(width, box + 8)
      bytes.writeUInt32BE(height, box + 12)
      return bytes
    }
    case 'jpeg': {
      const bytes = await picture.jpeg({ progressive: true }).toBuffer()
      const frame = bytes.indexOf(Buffer.from([0xff, 0xc2]))
      bytes.writeUInt16BE(height, frame + 5)
      bytes.writeUInt16BE(width, frame + 7)
      return bytes
    }
    case 'png': {
      const bytes = await picture.png({ progressive: true }).toBuffer()
      bytes.writeUInt32BE(width, 16)
      bytes.writeUInt32BE(height, 20)
      bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
      return bytes
    }
  }
}

it('a picture of many frames is converted from its first', async () => {
  const frames = await Promise.all(
    [RED, BLUE].map((background) =>
      sharp({ create: { width: 2, height: 2, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = await sharp(
    Array.from({ length: 100 }, (_, n) => frames[n % 2] ?? ''),
    { join: { animated: true } },
  )
    .webp({ effort: 0 })
    .toBuffer()
  expect(await colourAt(await convertPicture(moving), 256, 256)).toEqual([255, 0, 0])
})

describe('no picture', () => {
  it.each(FORMATS)('half of a picture in the format %s is refused', async (format) => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const whole = await sharp({ create: { width: 300, height: 300, channels: 3, background: RED, noise } })
      .toFormat(format)
      .toBuffer()
    await convertPicture(whole)
    expect(await refusalOf(convertPicture(whole.subarray(0, whole.length / 2)))).toMatchObject(refused)
  })

  it('a format that may contain scripts is refused', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
    for (const text of [
      svg,
      `<?xml version="1.0"?>${svg}`,
      '%PDF-1.4',
      '<html></html>',
      '',
      'GIF89a',
      '\x89PNG\r\n\x1a\n',
    ])
      expect(await refusalOf(convertPicture(Buffer.from(text, 'latin1'))), text).toMatchObject(refused)
    const tiff = await halves().tiff().toBuffer()
    expect(await refusalOf(convertPicture(tiff))).toMatchObject(refused)
  })

  it('a picture too large to decode is refused', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 5001, channels: 3, background: RED } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await refusalOf(convertPicture(bomb))).toMatchObject(refused)
  })

  it.each<[what: string, bytes: () => Promise<Buffer>, cause: string]>([
    ['AVIF of 49 megapixels', () => sized('avif', 7000, 7000), '7000x7000 is too large for heif'],
    ['progressive JPEG of 49 megapixels', () => sized('jpeg', 7000, 7000), '7000x7000 is too large for jpeg'],
    ['interlaced PNG of 49 megapixels', () => sized('png', 7000, 7000), '7000x7000 is too large for png'],
    ['strip that would be made wider than memory', () => halves(20_000, 8).jpeg().toBuffer(), '20000x8 is a strip'],
  ])('a %s is refused by its header alone', async (_, bytes, cause) => {
    const refusal = convertPicture(await bytes())
    const errors = { picture: expect.stringContaining('too many pixels') }
    await expect(refusal).rejects.toMatchObject({ ...refused, errors, cause: expect.stringContaining(cause) })
  })

  it('a refused picture does not stop later ones', async () => {
    const picture = await written('png')
    const [bad, good] = await Promise.allSettled([convertPicture(Buffer.from('x')), convertPicture(picture)])
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled'])
  })
})
