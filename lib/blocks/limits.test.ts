import { expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { codeOf, createConversation, eventsOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import { block, unblock } from './service'

setUpKith({ limits: { blockChangesPerDay: 4 } })

it('a user who blocks and unblocks repeatedly reaches the daily limit, and the other user receives no more events', async () => {
  const { alice, bob } = await createConversation()
  for (const change of [block, unblock, block, unblock]) await change(alice, bob.id)
  const received = (await eventsOf(bob)).length
  expect(await codeOf(block(alice, bob.id))).toBe('rate_limited')
  expect(await eventsOf(bob)).toHaveLength(received)
})

it('unknown ids count against the block limit like known ones, so the limit reveals no account', async () => {
  const [alice, bob] = [await createUser('alice'), await createUser('bob')]
  for (const id of [newId(), newId(), bob.id, newId()]) await block(alice, id)
  expect(await codeOf(block(alice, newId()))).toBe('rate_limited')
  expect(await codeOf(block(alice, (await createUser('carol')).id))).toBe('rate_limited')
})
