/** Two soft tones. */
const TONES_HZ = [659.25, 880] as const
const TONE_SECONDS = 0.09
const FADE_SECONDS = 0.25
const LOUDNESS = 0.06

let audio: AudioContext | undefined
let hasGesture = false

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

/** Plays a short, quiet sound. */
export async function playSound(): Promise<void> {
  if (!hasGesture || typeof AudioContext === 'undefined') return
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
