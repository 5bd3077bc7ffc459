import { expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { block } from '@/lib/friends/service-block'
import { newPerson, prepareKith } from '@/lib/testing/kith'
import { AMPLE, befriend, codeOf, newTalk } from '@/lib/testing/talk'
import { conversationOf } from './service-list'
import { conversationWith } from './service-with'

prepareKith({ limits: AMPLE })

const usernameOf = async (seenBy: Viewer, conversationId: string) =>
  (await conversationOf(seenBy, conversationId)).peer.username

it('with a friend it is opened once, in any case of the letters', async () => {
  const { alice, bob, conversationId } = await newTalk()
  const name = await usernameOf(alice, conversationId)
  expect((await conversationWith(alice, name.toUpperCase())).id).toBe(conversationId)

  const carol = await newPerson('carol')
  await befriend(carol, bob)
  const opened = await conversationWith(carol, name)
  expect(opened.peer.id).toBe(bob.id)
  expect(await conversationWith(carol, name)).toEqual(opened)
})

it('with a stranger, with nobody, with oneself and over a block it is not there', async () => {
  const { alice, bob, conversationId } = await newTalk()
  const [nameOfBob, nameOfAlice] = [await usernameOf(alice, conversationId), await usernameOf(bob, conversationId)]
  const stranger = await newPerson('stranger')
  expect((await conversationWith(alice, nameOfBob)).id).toBe(conversationId)
  expect(await codeOf(conversationWith(stranger, nameOfBob))).toBe('not_found')
  expect(await codeOf(conversationWith(alice, nameOfAlice))).toBe('not_found')
  for (const name of ['nobody_of_this_name', 'not a name'])
    expect(await codeOf(conversationWith(alice, name))).toBe('not_found')
  await block(alice, bob.id)
  expect(await codeOf(conversationWith(alice, nameOfBob))).toBe('not_found')
  expect(await codeOf(conversationWith(bob, nameOfAlice))).toBe('not_found')
})
