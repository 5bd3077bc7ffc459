/** Creates a promise that the test resolves. */
export function createDeferred() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}
