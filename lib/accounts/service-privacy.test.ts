import { expect, it } from 'vitest'
import { onlineFriendsOf } from '@/lib/presence/service'
import { advanceTime, setUpPresence } from '@/tests/support/presence'
import { changeProfile } from './service-profile'

const { connect, createFriends, receivedAboutOthers } = setUpPresence()

it('hiding the online status is published immediately, and other changes publish nothing', async () => {
  const { alice, bob } = await createFriends()
  await connect(alice)
  await changeProfile(alice, { displayName: 'Alice B.' })
  expect(receivedAboutOthers(bob)).toEqual([{ userId: alice.id, online: true }])
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })

  await advanceTime(10)
  await changeProfile(alice, { seenOnlineBy: 'nobody' })
  expect(receivedAboutOthers(bob).slice(1)).toEqual([{ userId: alice.id, online: false }])
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
})
