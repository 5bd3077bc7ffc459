import { expect, test } from 'vitest'
import { findEndpoints } from '@/tests/support/adapters'
import { endpointsPage } from './endpoints'
import { eventsPage } from './events'
import { schemaPage } from './schema'

// `npm run docs` runs this file and writes the pages; every other run compares them.
test.each([
  ['endpoints.md', async () => endpointsPage((await findEndpoints()).map(({ endpoint }) => endpoint))],
  ['events.md', eventsPage],
  ['schema.md', schemaPage],
])('docs/%s is what `npm run docs` makes from the code', async (file, page) => {
  await expect(await page()).toMatchFileSnapshot(`../../docs/${file}`)
})
