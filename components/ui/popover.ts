/**
 * Shows an element that has a `popover` attribute in the top layer; its `toggle` event tells when it is hidden. Where the
 * browser knows no popovers (Firefox before 125, Safari before 17) the element stays where it is, and `onHidden` is
 * called after Escape or a press beside it. Returns a function that hides it.
 */
export function showPopover(element: HTMLElement, onHidden: () => void): () => void {
  if ('showPopover' in HTMLElement.prototype) {
    element.showPopover()
    return () => element.hidePopover()
  }
  const listening = new AbortController()
  const options = { capture: true, signal: listening.signal }
  const hide = () => {
    if (listening.signal.aborted) return
    listening.abort()
    onHidden()
  }
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide(), options)
  addEventListener(
    'pointerdown',
    ({ target }) => target instanceof Node && !element.contains(target) && hide(),
    options,
  )
  return hide
}
