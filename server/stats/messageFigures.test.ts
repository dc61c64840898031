import { expect, it } from 'vitest'
import { ADA, LINE, leaveMessage, openScene, testFolder } from '../voicemail/testing/scene.ts'
import { median, readMessageMonths } from './messageFigures.ts'

const DAY_MS = 86_400_000
const OCTOBER = Date.UTC(2026, 9, 30, 12)

it.each<[readonly number[], number | null]>([
  [[], null],
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 2, 9], 3],
])('the median of %j', (values, middle) => expect(median(values)).toBe(middle))

it('months tell how many messages came, what became of them, and how soon somebody tried', async () => {
  using folder = testFolder()
  let now = OCTOBER
  const { db, voicemail, close } = await openScene(folder.dir, { clock: () => now })
  const reached = await leaveMessage(voicemail)
  const notReached = await leaveMessage(voicemail)
  await leaveMessage(voicemail)
  now += 3_600_000
  await voicemail.act(reached, 'called-back', ADA)
  now += 3_600_000
  await voicemail.act(notReached, 'not-reached', ADA)
  now += 14 * DAY_MS
  await voicemail.sweep()
  await leaveMessage(voicemail)
  expect(await readMessageMonths(db, LINE)).toEqual([
    { month: '2026-10', count: 3, attempted: 2, calledBack: 1, expired: 2, medianToAttemptS: 5_400 },
    { month: '2026-11', count: 1, attempted: 0, calledBack: 0, expired: 0, medianToAttemptS: null },
  ])
  expect(await readMessageMonths(db, 'other')).toEqual([])
  await close()
})
