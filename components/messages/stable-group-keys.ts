import { messageKey, type TimelineItem } from './group-messages'

/**
 * Returns a function that gives groups keys which stay the same when messages are added at either end. With a new key
 * React would recreate every message in the group, and a keyboard user would lose the focus.
 */
export function createStableGroupKeys() {
  let known = new Map<string, string>()
  return (items: readonly TimelineItem[]): TimelineItem[] => {
    const [next, taken] = [new Map<string, string>(), new Set<string>()]
    const keyed = items.map((item) => {
      if (item.kind !== 'group') return item
      const ids = item.messages.map(messageKey)
      const isFree = (key: string | undefined) => key !== undefined && !taken.has(key)
      const key = ids.map((id) => known.get(id)).find(isFree) ?? ids.find(isFree) ?? `${item.key} again`
      taken.add(key)
      for (const id of ids) next.set(id, key)
      return { ...item, key }
    })
    known = next
    return keyed
  }
}
