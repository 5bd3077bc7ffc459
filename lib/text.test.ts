import { expect, it } from 'vitest'
import { listConversationsInput } from '@/lib/conversations/schema'
import { listFriendsInput } from '@/lib/friends/schema'
import { searchPeopleInput } from '@/lib/people/schema'

it('no search and no cursor carries a NUL to PostgreSQL, which would fail on it', () => {
  for (const schema of [searchPeopleInput, listFriendsInput, listConversationsInput]) {
    expect(schema.safeParse({ q: 'a\0' }).success).toBe(false)
    expect(schema.safeParse({ q: ' a ' })).toMatchObject({ success: true, data: { q: 'a' } })
  }
  expect(listFriendsInput.safeParse({ cursor: '\0' }).success).toBe(false)
})
