import { beforeAll, describe, expect, it } from 'vitest'
import { setEnvDefaults } from '@/lib/env'
import { authOptions, oauthProviders } from './next-auth-options'

const offered = () => authOptions().providers.map(({ id }) => id)

describe('the ways to sign in', () => {
  beforeAll(() => setEnvDefaults({ NEXTAUTH_SECRET: 'a secret of at least thirty-two characters' }))

  it('only passwords are offered until the operator configures a provider', () => {
    expect(oauthProviders()).toEqual({})
    expect(offered()).toEqual(['credentials'])
  })

  it('a provider with one of its two variables is not offered', () => {
    setEnvDefaults({ GITHUB_ID: 'an id', GOOGLE_CLIENT_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials'])
  })

  it('GitHub and Google are offered when their two variables are set', () => {
    setEnvDefaults({ GITHUB_SECRET: 'a secret' })
    expect(offered()).toEqual(['credentials', 'github'])
    setEnvDefaults({ GOOGLE_CLIENT_ID: 'an id' })
    expect(offered()).toEqual(['credentials', 'github', 'google'])
  })
})
