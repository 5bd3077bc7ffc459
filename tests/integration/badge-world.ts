import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { findCursor } from '@/db/queries/events'
import { markRead } from '@/lib/conversations/service'
import { conversationOf } from '@/lib/conversations/service-list'
import { purgeExpired } from '@/lib/housekeeping/service'
import { editMessage, react, retractMessage } from '@/lib/messages/service-change'
import { hideMessageForViewer } from '@/lib/messages/service-drafts'
import { startSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { befriend, codeOf } from '@/tests/support/conversations'
import type { setUpKith } from '@/tests/support/environment'
import { allUsers, pairKey } from '@/tests/support/friends-model/state'
import { applyStep, createFourUsers, type FriendsWorld, personOf } from '@/tests/support/friends-model/world'
import { DEVICES, type DeviceAct, type MessageAct, OWNER, type Step } from './badge-steps'
import { Device } from './device'
import type { Link } from './link'

type Frame = ReturnType<typeof setUpKith>['published'][number]

/** Four users and the devices of one of them. */
export interface BadgeWorld {
  world: FriendsWorld
  owner: Viewer
  devices: Device[]
  /** Frames for each device that are delivered after the next ones. */
  late: Frame[][]
  /** Published events that are not delivered to the devices yet. */
  published: Frame[]
  /** Seq of the newest event that was delivered to the devices. */
  deliveredUpTo: number
}

export async function createBadgeWorld(published: Frame[], linkFor: (viewer: Viewer) => Link): Promise<BadgeWorld> {
  const world = await createFourUsers('badge')
  const owner = personOf(world, OWNER)
  for (const other of allUsers.slice(1)) {
    await befriend(personOf(world, other), owner)
    await applyStep(world, { act: 'open', by: OWNER, to: other })
  }
  const devices: Device[] = []
  for (let number = 0; number < DEVICES; number++) {
    const sessionId = await startSession(owner.id, { userAgent: 'test', address: '192.0.2.1' })
    const device = await Device.open(linkFor({ id: owner.id, sessionId }))
    device.show('conversations')
    devices.push(device)
  }
  const deliveredUpTo = await findCursor(database(), owner.id)
  return { world, owner, devices, late: devices.map(() => []), published, deliveredUpTo }
}

/** Applies the step and delivers the published events to the devices. */
export async function applyBadgeStep(all: BadgeWorld, step: Step): Promise<void> {
  switch (step.act) {
    case 'people':
      await applyStep(all.world, step.step)
      break
    case 'read':
    case 'hide':
    case 'retract':
    case 'edit':
    case 'react':
      await toMessage(all, step)
      break
    case 'forget the log':
      await forgetLog(all.owner)
      break
    default:
      await onDevice(all, step)
  }
  await deliver(all, step)
}

export const conversationIdOf = ({ world }: BadgeWorld, other: number) =>
  world.conversations.get(pairKey(OWNER, other)) ?? ''

async function toMessage(all: BadgeWorld, { act, by, other, back }: Extract<Step, { act: MessageAct }>) {
  const viewer = personOf(all.world, by)
  const conversationId = conversationIdOf(all, other)
  const { lastSeq } = await conversationOf(viewer, conversationId)
  const message = { conversationId, seq: Math.max(lastSeq - back, 0) }
  const actions = {
    read: () => markRead(viewer, message),
    hide: () => hideMessageForViewer(viewer, conversationId, message.seq),
    retract: () => retractMessage(viewer, message),
    edit: () => editMessage(viewer, { ...message, body: `edited at ${lastSeq}` }),
    react: () => react(viewer, { ...message, emoji: back % 2 ? '👍' : null }),
  }
  await codeOf(actions[act]()) // Often refused: the message of another user, or no longer a friend.
}

/** Deletes all events of the log, so that a client behind them must refetch everything. */
async function forgetLog({ id }: Viewer) {
  await database().execute(
    sql`update user_events set created_at = created_at - interval '31 days' where user_id = ${id}`,
  )
  await purgeExpired()
}

async function onDevice(all: BadgeWorld, step: Extract<Step, { act: DeviceAct }>) {
  const device = deviceOf(all, step.device)
  const chat = { conversationId: conversationIdOf(all, step.other) }
  switch (step.act) {
    case 'show list':
      return device.show('conversations')
    case 'hide list':
      return device.hide('conversations')
    case 'scroll list':
      return device.scroll('conversations')
    case 'show notifications':
      return device.show('notifications')
    case 'hide notifications':
      return device.hide('notifications')
    case 'show chat':
      return device.show(chat)
    case 'hide chat':
      return device.hide(chat)
    case 'scroll chat':
      return device.scroll(chat)
    case 'leave':
      device.link.isOffline = true
      return
    case 'return':
      device.link.isOffline = false
      return void device.check()
    case 'check':
      return void device.check()
    case 'be slow':
      return device.link.becomeSlow()
    case 'be quick':
      return device.link.becomeQuick()
    case 'load anew':
      return reload(all, step.device)
  }
}

async function reload(all: BadgeWorld, number: number) {
  const old = deviceOf(all, number)
  const { link } = old
  old.close()
  link.isOffline = false
  link.becomeQuick()
  all.late[number] = []
  const device = await Device.open(link)
  device.show('conversations')
  all.devices[number] = device
}

/** Delivers the frames of the step to the devices, some lost, late or twice. */
async function deliver(all: BadgeWorld, { delivery }: Step) {
  const frames = await framesOf(all)
  for (const [number, device] of all.devices.entries()) {
    const overtaken = all.late[number] ?? []
    const late: Frame[] = []
    all.late[number] = late
    if (device.link.isOffline) continue
    for (const [at, frame] of frames.entries()) {
      const kind = delivery[(number * 4 + at) % delivery.length]
      if (kind === 'late') late.push(frame)
      else if (kind !== 'lost') device.receive(frame)
      if (kind === 'twice') device.receive(frame)
    }
    for (const frame of overtaken) device.receive(frame)
  }
}

/** Resolves with the new events of the log when all of them are published, which happens after the commit. */
async function framesOf(all: BadgeWorld): Promise<Frame[]> {
  const cursor = await findCursor(database(), all.owner.id)
  const newFrames = () => all.published.filter(({ userId, seq }) => userId === all.owner.id && seq > all.deliveredUpTo)
  while (newFrames().length < cursor - all.deliveredUpTo) await nextTurn()
  const frames = newFrames()
  all.published.length = 0
  all.deliveredUpTo = cursor
  return frames
}

function deviceOf({ devices }: BadgeWorld, number: number): Device {
  const device = devices[number]
  if (!device) throw new Error(`There is no device ${number}.`)
  return device
}
