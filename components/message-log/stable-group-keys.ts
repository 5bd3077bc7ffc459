import { messageKey, type TimelineItem } from './group-messages'

type Group = Extract<TimelineItem, { kind: 'group' }>

/**
 * Returns a function that gives groups keys which stay the same when messages are added at either end. With a new key
 * React would recreate every message in the group, and a keyboard user would lose the focus. A group of the same
 * messages is also the same object, so that React does not render it again.
 */
export function createStableGroupKeys() {
  let known = new Map<string, string>()
  let groups = new Map<string, Group>()
  return (items: readonly TimelineItem[]): TimelineItem[] => {
    const [next, taken, nextGroups] = [new Map<string, string>(), new Set<string>(), new Map<string, Group>()]
    const keyed = items.map((item) => {
      if (item.kind !== 'group') return item
      const ids = item.messages.map(messageKey)
      const isFree = (key: string | undefined) => key !== undefined && !taken.has(key)
      const key = ids.map((id) => known.get(id)).find(isFree) ?? ids.find(isFree) ?? `${item.key} again`
      taken.add(key)
      for (const id of ids) next.set(id, key)
      const before = groups.get(key)
      const group = before && hasSameMessages(before, item) ? before : { ...item, key }
      nextGroups.set(key, group)
      return group
    })
    known = next
    groups = nextGroups
    return keyed
  }
}

const hasSameMessages = (a: Group, b: Group) =>
  a.messages.length === b.messages.length && a.messages.every((message, index) => message === b.messages[index])
