/** Replaces the selection of the field, as if the text was typed, and focuses the field. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus({ preventScroll: true })
  // The only way that keeps the browser's undo; deprecated, but without a successor.
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
