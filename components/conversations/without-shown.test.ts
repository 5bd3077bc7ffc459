import { expect, test } from 'vitest'
import { withoutShown } from './without-shown'

const personNamed = (username: string) => ({ id: username, username, displayName: username, pictureId: null })
const [anna, ben, cleo] = [personNamed('anna'), personNamed('ben'), personNamed('cleo')]

test('withoutShown leaves each person in the first section that shows them', () => {
  const { friends, people } = withoutShown({
    conversations: [{ peer: anna }],
    friends: [anna, ben],
    people: [anna, ben, cleo],
  })
  expect(friends).toEqual([ben])
  expect(people).toEqual([cleo])
})
