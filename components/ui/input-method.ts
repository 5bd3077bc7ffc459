interface KeyPress {
  isComposing: boolean
  keyCode: number
}

/** The code of a key that an input method has processed (UI Events, "keyCode"). */
const PROCESSED = 229

/**
 * Whether a key belongs to an input method that is composing text, so that Enter and Escape are not the page's. Safari
 * ends a composition before the keydown that ended it: only the code tells then. Every key handler of a text field asks
 * here.
 */
export function isComposing(event: KeyPress | { nativeEvent: KeyPress }): boolean {
  const press = 'nativeEvent' in event ? event.nativeEvent : event
  return press.isComposing || press.keyCode === PROCESSED
}
