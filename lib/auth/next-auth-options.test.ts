import { beforeAll, describe, expect, it } from 'vitest'
import { setEnvDefaults } from '@/lib/env'
import { authOptions, oauthProviders } from './next-auth-options'

const offered = () => authOptions().providers.map(({ id }) => id)

describe('the ways to sign in', () => {
  beforeAll(() => setEnvDefaults({ NEXTAUTH_SECRET: 'a secret of at least thirty-two characters' }))

  it('are by password alone until the host sets up another', () => {
    expect(oauthProviders()).toEqual({})
    expect(offered()).toEqual(['credentials'])
  })

  it('are not offered with half of what they need', () => {
    setEnvDefaults({ GITHUB_ID: 'an id', GOOGLE_CLIENT_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials'])
  })

  it('include GitHub and Google, each when its two variables are set', () => {
    setEnvDefaults({ GITHUB_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials', 'github'])
    setEnvDefaults({ GOOGLE_CLIENT_ID: 'an id' })
    expect(offered()).toEqual(['credentials', 'github', 'google'])
  })
})
