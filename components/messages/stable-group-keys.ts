import { messageKey, type TimelineItem } from './group-messages'

/**
 * Gives groups keys that stay the same while messages come in at either end of them. With new ones React would make
 * every message in them anew, and whoever reads on by keyboard would lose their place.
 */
export function createStableGroupKeys() {
  let known = new Map<string, string>()
  return (blocks: readonly TimelineItem[]): TimelineItem[] => {
    const [next, taken] = [new Map<string, string>(), new Set<string>()]
    const keyed = blocks.map((block) => {
      if (block.kind !== 'group') return block
      const ids = block.messages.map(messageKey)
      const isFree = (key: string | undefined) => key !== undefined && !taken.has(key)
      const key = ids.map((id) => known.get(id)).find(isFree) ?? ids.find(isFree) ?? `${block.key} again`
      taken.add(key)
      for (const id of ids) next.set(id, key)
      return { ...block, key }
    })
    known = next
    return keyed
  }
}
