import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** For `npm run test:soketi`, which provides the broker; in `npm test` the suite runs with the root configuration. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['server/realtime/conformance/*.test.ts'],
    // All files share one broker with one webhook URL.
    fileParallelism: false,
  },
})
