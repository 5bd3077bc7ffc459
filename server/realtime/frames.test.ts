import { expect, test } from 'vitest'
import { type ClientFrame, establishedFrame, eventFrames, readClientFrame } from './frames'

test.each<[string, ClientFrame]>([
  ['{"event":"pusher:ping","data":{}}', { kind: 'ping' }],
  ['{"event":"pusher:pong"}', { kind: 'pong' }],
  ['{"event":"client-typing","channel":"private-a"}', { kind: 'client-event' }],
  [
    '{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"k:s"}}',
    { kind: 'subscribe', channel: 'private-a', auth: 'k:s' },
  ],
  [
    '{"event":"pusher:subscribe","data":{"channel":"private-a","auth":7}}',
    { kind: 'subscribe', channel: 'private-a', auth: '' },
  ],
  ['{"event":"pusher:unsubscribe","data":{"channel":"private-a"}}', { kind: 'unsubscribe', channel: 'private-a' }],
  ['{"event":"pusher:signin","data":{"auth":"k:s","user_data":"{}"}}', { kind: 'signin', auth: 'k:s', userData: '{}' }],
])('the frame %s is parsed', (text, frame) => {
  expect(readClientFrame(text)).toEqual(frame)
})

test.each([
  '',
  'null',
  '[]',
  '"pusher:ping"',
  '{',
  '{"event":null}',
  '{"event":["pusher:ping"]}',
  '{"event":"pusher:unheard-of"}',
  '{"event":"pusher:subscribe"}',
  '{"event":"pusher:subscribe","data":null}',
  '{"event":"pusher:subscribe","data":["private-a"]}',
  '{"event":"pusher:subscribe","data":{"channel":{"length":3}}}',
  '{"event":"pusher:subscribe","data":{"__proto__":{"channel":"private-a"}}}',
  '{"event":"pusher:unsubscribe","data":{}}',
  '{"event":"pusher:signin","data":{"auth":"k:s","user_data":{"id":"1"}}}',
  '['.repeat(10_000),
])('the text %.60s is parsed as malformed without an exception', (text) => {
  expect(readClientFrame(text)).toMatchObject({ kind: 'malformed' })
})

test('the data of connection_established is a JSON string, as in protocol 7', () => {
  const frame = JSON.parse(establishedFrame('1.2', 120))
  expect(frame).toEqual({ event: 'pusher:connection_established', data: '{"socket_id":"1.2","activity_timeout":120}' })
})

test('an event frame contains name, channel and data unchanged', () => {
  const frame = eventFrames('a "quoted" name', '{"text":"\u2028 ü 😀"}')('private-a')
  expect(JSON.parse(frame.toString())).toEqual({
    event: 'a "quoted" name',
    channel: 'private-a',
    data: '{"text":"\u2028 ü 😀"}',
  })
})
