import { afterEach, describe, expect, it, vi } from 'vitest'

const load = () => import('./graphemes')

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

describe('graphemesOf', () => {
  it('graphemesOf returns whole emoji sequences when the browser has Intl.Segmenter', async () => {
    const { graphemesOf } = await load()
    expect(graphemesOf('a👩‍👩‍👧e\u0301')).toEqual(['a', '👩‍👩‍👧', 'e\u0301'])
  })

  it('graphemesOf returns code points with their marks when Intl.Segmenter is missing', async () => {
    vi.stubGlobal('Intl', { ...Intl })
    const { graphemesOf } = await load()
    expect('Segmenter' in Intl).toBe(false)
    expect(graphemesOf('Ze\u0301😀')).toEqual(['Z', 'e\u0301', '😀'])
    expect(graphemesOf('\u0301')).toEqual(['\u0301'])
    expect(graphemesOf('')).toEqual([])
  })
})
