import { expect, test } from 'vitest'
import { parseLanguages, validTimeZone } from './reader-settings'

test.each([
  ['en-US,en;q=0.9,de;q=0.8', ['en-US', 'en', 'de']],
  ['de;q=0.3, en-GB;q=0.9', ['en-GB', 'de']],
  ['en-AU', ['en-AU']],
  ['en;q=0,fr', ['fr']],
  ['en;q=much', []],
  ['*', ['*']],
  [' ,;q=1, ', []],
  ['', []],
])('Accept-Language %j lists the languages %j, the preferred one first', (header, languages) => {
  expect(parseLanguages(header)).toEqual(languages)
})

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Mars/Olympus', undefined],
  ['<script>', undefined],
  ['', undefined],
  [undefined, undefined],
])('the time zone cookie %j gives the zone %j', (cookie, timeZone) => {
  expect(validTimeZone(cookie)).toBe(timeZone)
})
