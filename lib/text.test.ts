import { expect, it } from 'vitest'
import { listConversationsInput } from '@/lib/conversations/schema'
import { listFriendsInput } from '@/lib/friends/schema'
import { searchPeopleInput } from '@/lib/people/schema'

it('a search or cursor with a NUL is refused, because PostgreSQL accepts none', () => {
  for (const schema of [searchPeopleInput, listFriendsInput, listConversationsInput]) {
    expect(schema.safeParse({ q: 'a\0' }).success).toBe(false)
    expect(schema.safeParse({ q: ' a ' })).toMatchObject({ success: true, data: { q: 'a' } })
  }
  expect(listFriendsInput.safeParse({ cursor: '\0' }).success).toBe(false)
})
