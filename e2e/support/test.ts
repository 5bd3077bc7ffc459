import { type APIRequestContext, type BrowserContextOptions, test as base } from '@playwright/test'
import { type Person, personIn } from './people'

type StorageState = NonNullable<BrowserContextOptions['storageState']>

interface People {
  /** An HTTP client without a browser; with a storage state it sends its cookies. */
  newHttp: (storageState?: StorageState) => Promise<APIRequestContext>
  /** A new user in their own browser context. */
  newPerson: (displayName: string, options?: BrowserContextOptions) => Promise<Person>
  alice: Person
  bob: Person
}

export const test = base.extend<People>({
  newHttp: async ({ playwright, baseURL }, use) => {
    const clients: APIRequestContext[] = []
    await use(async (storageState) => {
      const options = { ...(baseURL && { baseURL }), ...(storageState && { storageState }) }
      const http = await playwright.request.newContext(options)
      clients.push(http)
      return http
    })
    await Promise.all(clients.map((http) => http.dispose()))
  },
  newPerson: async ({ browser }, use) => {
    const people: Person[] = []
    await use(async (displayName, options) => {
      const person = await personIn(await browser.newContext(options), displayName)
      people.push(person)
      return person
    })
    await Promise.all(people.map(({ context }) => context.close()))
  },
  alice: async ({ newPerson }, use) => use(await newPerson('Alice')),
  bob: async ({ newPerson }, use) => use(await newPerson('Bob')),
})
