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
import { allUsers, pairOf } from '@/tests/support/friends-model-state'
import { createFourUsers, personOf, takeStep, type World } from '@/tests/support/friends-world'
import { DEVICES, type DeviceAct, type MessageAct, OWNER, type Step } from './badge-steps'
import { Device } from './device'
import type { Link } from './link'

type Frame = ReturnType<typeof setUpKith>['heard'][number]

/** Four people, and the devices of one of them. */
export interface BadgeWorld {
  world: World
  owner: Viewer
  devices: Device[]
  /** Frames for each device that others have overtaken. */
  late: Frame[][]
  /** What the socket server was told and nobody has fetched there. */
  heard: Frame[]
  /** Up to where the log was brought to the devices. */
  told: number
}

export async function newBadgeWorld(heard: Frame[], linkFor: (viewer: Viewer) => Link): Promise<BadgeWorld> {
  const world = await createFourUsers('badge')
  const owner = personOf(world, OWNER)
  for (const other of allUsers.slice(1)) {
    await befriend(personOf(world, other), owner)
    await takeStep(world, { act: 'open', by: OWNER, to: other })
  }
  const devices: Device[] = []
  for (let number = 0; number < DEVICES; number++) {
    const sessionId = await startSession(owner.id, { userAgent: 'test', address: '192.0.2.1' })
    const device = await Device.open(linkFor({ id: owner.id, sessionId }))
    device.show('conversations')
    devices.push(device)
  }
  const told = await findCursor(database(), owner.id)
  return { world, owner, devices, late: devices.map(() => []), heard, told }
}

/** Takes the step, and brings to the devices what the socket server was told of it. */
export async function take(all: BadgeWorld, step: Step): Promise<void> {
  switch (step.act) {
    case 'people':
      await takeStep(all.world, step.step)
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
  await bring(all, step)
}

export const conversationIdOf = ({ world }: BadgeWorld, other: number) =>
  world.conversations.get(pairOf(OWNER, other)) ?? ''

async function toMessage(all: BadgeWorld, { act, by, other, back }: Extract<Step, { act: MessageAct }>) {
  const viewer = personOf(all.world, by)
  const conversationId = conversationIdOf(all, other)
  const { lastSeq } = await conversationOf(viewer, conversationId)
  const place = { conversationId, seq: Math.max(lastSeq - back, 0) }
  const taken = {
    read: () => markRead(viewer, place),
    hide: () => hideMessageForViewer(viewer, conversationId, place.seq),
    retract: () => retractMessage(viewer, place),
    edit: () => editMessage(viewer, { ...place, body: `edited at ${lastSeq}` }),
    react: () => react(viewer, { ...place, emoji: back % 2 ? '👍' : null }),
  }
  await codeOf(taken[act]()) // Refused as often as not: somebody else's message, no friend any more.
}

/** Nothing is left of the log: what is not up to date has to load everything again. */
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
      device.link.isAway = true
      return
    case 'return':
      device.link.isAway = false
      return void device.check()
    case 'check':
      return void device.check()
    case 'be slow':
      return device.link.becomeSlow()
    case 'be quick':
      return device.link.becomeQuick()
    case 'load anew':
      return loadAnew(all, step.device)
  }
}

async function loadAnew(all: BadgeWorld, number: number) {
  const old = deviceOf(all, number)
  const { link } = old
  old.close()
  link.isAway = false
  link.becomeQuick()
  all.late[number] = []
  const device = await Device.open(link)
  device.show('conversations')
  all.devices[number] = device
}

/** Brings the frames of what was done, through the weather. */
async function bring(all: BadgeWorld, { weather }: Step) {
  const frames = await framesOf(all)
  for (const [number, device] of all.devices.entries()) {
    const overtaken = all.late[number] ?? []
    const late: Frame[] = []
    all.late[number] = late
    if (device.link.isAway) continue
    for (const [at, frame] of frames.entries()) {
      const kind = weather[(number * 4 + at) % weather.length]
      if (kind === 'late') late.push(frame)
      else if (kind !== 'lost') device.receive(frame)
      if (kind === 'twice') device.receive(frame)
    }
    for (const frame of overtaken) device.receive(frame)
  }
}

/** What the log has gained, once the socket server was told all of it, which nobody waits for. */
async function framesOf(all: BadgeWorld): Promise<Frame[]> {
  const cursor = await findCursor(database(), all.owner.id)
  const news = () => all.heard.filter(({ userId, seq }) => userId === all.owner.id && seq > all.told)
  while (news().length < cursor - all.told) await nextTurn()
  const frames = news()
  all.heard.length = 0
  all.told = cursor
  return frames
}

function deviceOf({ devices }: BadgeWorld, number: number): Device {
  const device = devices[number]
  if (!device) throw new Error(`There is no device ${number}.`)
  return device
}
