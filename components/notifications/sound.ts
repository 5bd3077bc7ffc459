import { createListeners } from '@/components/create-store'

const KEY = 'kith.sound'
const OFF = 'off'
/** Two soft tones. */
const TONES_HZ = [659.25, 880] as const
const TONE_SECONDS = 0.09
const FADE_SECONDS = 0.25
const LOUDNESS = 0.06

const { subscribe, notify } = createListeners()
let chosen: boolean | undefined
let audio: AudioContext | undefined
let hasGesture = false

/** Whether the notification sound is on. */
export function isSoundOn(): boolean {
  if (chosen !== undefined) return chosen
  try {
    return localStorage.getItem(KEY) !== OFF
  } catch {
    return true
  }
}

export function setSoundOn(on: boolean) {
  chosen = on
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, OFF)
    chosen = undefined
  } catch {
    // Storage is full or forbidden: the choice lasts as long as the page.
  }
  notify()
}

export function onSoundChange(listener: () => void) {
  const unsubscribe = subscribe(listener)
  addEventListener('storage', listener) // Changed in another tab.
  return () => {
    unsubscribe()
    removeEventListener('storage', listener)
  }
}

/** Records the first user gesture, before which browsers play no sound. Returns a function that stops it. */
export function unlockAudioOnGesture(): () => void {
  const listening = new AbortController()
  const touched = () => {
    hasGesture = true
    listening.abort()
  }
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, touched, listening)
  return () => listening.abort()
}

/** Plays a short, quiet sound, if it is on. */
export async function playSound(): Promise<void> {
  if (!hasGesture || !isSoundOn() || typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  await audio.resume()
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  const start = audio.currentTime
  for (const [index, hertz] of TONES_HZ.entries()) tone.frequency.setValueAtTime(hertz, start + index * TONE_SECONDS)
  const fadeFrom = start + TONES_HZ.length * TONE_SECONDS
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.01)
  volume.gain.setValueAtTime(LOUDNESS, fadeFrom)
  volume.gain.linearRampToValueAtTime(0, fadeFrom + FADE_SECONDS)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(fadeFrom + FADE_SECONDS)
}
