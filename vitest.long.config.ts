import { defineConfig } from 'vitest/config'
import config from './vitest.config'

const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

/** For `npm run test:long`: the walk of which `npm test` takes the first steps, 10,000 steps from each of 20 seeds. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['lib/friends/model.test.ts'],
    provide: { friendsModel: { seeds, steps: 10_000 } },
    reporters: ['verbose'],
  },
})
