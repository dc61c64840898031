import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MESSAGES_PER_HOUR_MAX, OPEN_MESSAGES_MAX } from '../../shared/limits.ts'
import { createQuota, MOST_RECORDINGS } from './quota.ts'
import { ADA, LINE, leaveMessage, openScene, testFolder } from './testing/scene.ts'

const HOUR_MS = 3_600_000

describe('a line takes messages', () => {
  it('until as many are open as may be, and again when one is seen to', () => {
    let now = 0
    const quota = createQuota(() => now)
    for (let n = 0; n < OPEN_MESSAGES_MAX; n++) {
      expect(quota.takes('a')).toBe(true)
      quota.add(`${n}`, 'a', 1, now)
      now += HOUR_MS / 10
    }
    expect(quota.takes('a')).toBe(false)
    expect(quota.takes('b'), 'another line').toBe(true)
    quota.remove('0')
    expect(quota.takes('a')).toBe(true)
  })

  it('until as many have come as may in an hour, whatever has become of them, and again after it', () => {
    let now = 0
    const quota = createQuota(() => now)
    for (let n = 0; n < MESSAGES_PER_HOUR_MAX; n++) {
      expect(quota.takes('a')).toBe(true)
      quota.add(`${n}`, 'a', 1, now)
      quota.remove(`${n}`)
    }
    expect(quota.takes('a')).toBe(false)
    expect(quota.takes('b'), 'another line').toBe(true)
    now += HOUR_MS
    expect(quota.takes('a')).toBe(true)
  })

  it('until as many are being recorded as may be at once', () => {
    const quota = createQuota(() => 0)
    const ends = Array.from({ length: MOST_RECORDINGS }, (_, n) => quota.begin(n % 2 ? 'a' : 'b'))
    expect(quota.takes('c')).toBe(false)
    ends[0]?.()
    ends[0]?.()
    expect(quota.takes('c')).toBe(true)
    quota.begin('c')
    expect(quota.takes('c'), 'one end counts once').toBe(false)
  })

  it('and never more than may be, however they come, go and are asked for', () => {
    const step = fc.oneof(
      fc.record({ is: fc.constant('leave' as const), line: fc.constantFrom('a', 'b') }),
      fc.record({ is: fc.constant('erase' as const), of: fc.nat() }),
      fc.record({ is: fc.constant('wait' as const), ms: fc.nat(HOUR_MS / 20) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 900, minLength: 300 }), (steps) => {
        let now = 0
        const quota = createQuota(() => now)
        const all: { id: string; line: string; at: number; open: boolean }[] = []
        for (const [n, one] of steps.entries()) {
          if (one.is === 'wait') now += one.ms
          else if (one.is === 'erase') {
            const message = all[one.of % Math.max(1, all.length)]
            if (!message) continue
            message.open = false
            quota.remove(message.id)
          } else if (quota.takes(one.line)) {
            all.push({ id: `${n}`, line: one.line, at: now, open: true })
            quota.add(`${n}`, one.line, 10, now)
          }
          for (const line of ['a', 'b']) {
            const of = all.filter((message) => message.line === line)
            if (of.filter(({ open }) => open).length > OPEN_MESSAGES_MAX) throw new Error('too many are open')
            if (of.filter(({ at }) => at > now - HOUR_MS).length > MESSAGES_PER_HOUR_MAX) throw new Error('too many in an hour')
          }
        }
        expect(quota.bytes).toBe(10 * all.filter(({ open }) => open).length)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the messages of a server', () => {
  it('are counted as they come and go, and anew at each start', async () => {
    using folder = testFolder()
    const scene = await openScene(folder.dir)
    const ids: string[] = []
    for (let n = 0; n < MESSAGES_PER_HOUR_MAX - 1; n++) ids.push(await leaveMessage(scene.voicemail, 2))
    expect(scene.voicemail.takes(LINE)).toBe(true)
    const recording = scene.voicemail.begin(LINE, 'sv', () => {})
    expect(scene.voicemail.takes(LINE), 'one that is being recorded is as good as there').toBe(false)
    recording.discard()
    expect(scene.voicemail.takes(LINE)).toBe(true)
    await leaveMessage(scene.voicemail, 2)
    expect(scene.voicemail.takes(LINE)).toBe(false)
    expect(scene.voicemail.takes('another')).toBe(true)
    await scene.voicemail.act(ids[0] as string, 'close', ADA)
    await scene.close()
    const again = await openScene(folder.dir)
    expect(again.voicemail.takes(LINE), 'the hour goes on').toBe(false)
    await again.close()
    const later = await openScene(folder.dir, { clock: () => Date.now() + HOUR_MS })
    expect(later.voicemail.takes(LINE)).toBe(true)
    await later.close()
  })
})
