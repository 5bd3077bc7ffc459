interface KeyPress {
  isComposing: boolean
  keyCode: number
}

/** keyCode of a key that an input method has processed (UI Events). */
const PROCESSED = 229

/**
 * Whether a key belongs to an input method that is composing text, so that the page must ignore Enter and Escape.
 * Safari ends the composition before the keydown event, where only the keyCode shows it. Every key handler of a text
 * field uses this function.
 */
export function isComposing(event: KeyPress | { nativeEvent: KeyPress }): boolean {
  const press = 'nativeEvent' in event ? event.nativeEvent : event
  return press.isComposing || press.keyCode === PROCESSED
}
