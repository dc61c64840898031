import { expect, it } from 'vitest'
import { openTestRecord } from '../record/testRecord.ts'
import { createDevices } from './devices.ts'

const headerOf = (setCookie: string): string => setCookie.split(';')[0] ?? ''

it('a device is known to whom has signed in on it, to nobody else, and after a restart too', async () => {
  await using record = await openTestRecord()
  const devices = await createDevices(record.db, false)
  const ada = headerOf(devices.remember('ada', undefined))
  const both = headerOf(devices.remember('bo', `lyhord=x; ${ada}`))
  const later = await createDevices(record.db, false)
  expect([later.knownTo('ada', ada), later.knownTo('bo', ada)]).toEqual([expect.stringMatching(/^[\w-]{22}$/), null])
  expect([later.knownTo('ada', both), later.knownTo('bo', both)]).toEqual([later.knownTo('ada', ada), later.knownTo('ada', ada)])
  expect(both).not.toContain('ada')
})

it('holds at most eight people, the latest', async () => {
  await using record = await openTestRecord()
  const devices = await createDevices(record.db, true)
  let cookie: string | undefined
  for (let i = 0; i < 20; i++) cookie = headerOf(devices.remember(`user${i}`, cookie))
  expect(cookie?.length).toBeLessThan(250)
  expect(Array.from({ length: 20 }, (_, i) => devices.knownTo(`user${i}`, cookie) !== null).filter(Boolean)).toHaveLength(8)
  expect(devices.knownTo('user19', cookie)).not.toBeNull()
  expect(cookie).toMatch(/^__Host-lyhord-device=/)
})

it('no other record, and no forger, makes a device known', async () => {
  await using record = await openTestRecord()
  await using other = await openTestRecord()
  const devices = await createDevices(record.db, false)
  const foreign = headerOf((await createDevices(other.db, false)).remember('ada', undefined))
  const own = headerOf(devices.remember('ada', undefined))
  for (const cookie of [
    undefined,
    '',
    'lyhord-device=',
    foreign,
    own.slice(0, -1),
    `${own.slice(0, 30)}A${own.slice(31)}`,
    `${own}x`,
    `${own}å`,
  ])
    expect(devices.knownTo('ada', cookie), cookie).toBeNull()
})
