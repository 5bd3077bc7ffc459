import { beforeAll, describe, expect, it } from 'vitest'
import { setEnvironment } from '@/lib/env'
import { authOptions, oauthProviders } from './next-auth-options'

const offered = () => authOptions().providers.map(({ id }) => id)

describe('the ways to sign in', () => {
  beforeAll(() => setEnvironment({ NEXTAUTH_SECRET: 'a secret of at least thirty-two characters' }))

  it('are by password alone until the host sets up another', () => {
    expect(oauthProviders()).toEqual({})
    expect(offered()).toEqual(['credentials'])
  })

  it('are not offered with half of what they need', () => {
    setEnvironment({ GITHUB_ID: 'an id', GOOGLE_CLIENT_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials'])
  })

  it('include GitHub and Google, each when its two variables are set', () => {
    setEnvironment({ GITHUB_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials', 'github'])
    setEnvironment({ GOOGLE_CLIENT_ID: 'an id' })
    expect(offered()).toEqual(['credentials', 'github', 'google'])
  })
})
