import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { createHashing, type Precedence } from './hashing.ts'
import { createNameLines, MOST_FOR_NAME, MOST_HELD, pauseAfter } from './nameLines.ts'
import { createSignInThrottle } from './signInThrottle.ts'

const MINUTE = 60_000
const wrong = async (): Promise<Outcome> => refuse('wrongCredentials')
const right = async (): Promise<Outcome> => ok(undefined)
const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.refusal.code)

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())

describe('the throttle of sign-ins', () => {
  const from = (username: string, address: string, device: string | null = null) => ({ username, address, device })

  it('lets no one in who guesses through many names from one network, and others go on', async () => {
    const throttle = createSignInThrottle()
    const tries: string[] = []
    for (let i = 0; i < 12; i++) tries.push(codeOf(await throttle.attempt(from(`user${i}`, '192.0.2.1'), wrong)))
    expect(tries.filter((code) => code === 'wrongCredentials')).toHaveLength(10)
    expect(tries.at(-1)).toBe('tooManyAttempts')
    expect(codeOf(await throttle.attempt(from('bo', '192.0.3.1'), right))).toBe('ok')
    vi.setSystemTime(15 * MINUTE)
    expect(codeOf(await throttle.attempt(from('bo', '192.0.2.1'), right))).toBe('ok')
  })

  it('counts a whole IPv6 network as one', async () => {
    const throttle = createSignInThrottle()
    const tries: string[] = []
    for (let i = 0; i < 80; i++) tries.push(codeOf(await throttle.attempt(from(`u${i}`, `2001:db8:0:${i.toString(16)}::1`), wrong)))
    expect(tries.filter((code) => code === 'wrongCredentials')).toHaveLength(20)
  })

  it('counts a right password, and a try that was turned away, for nobody', async () => {
    const throttle = createSignInThrottle()
    for (let i = 0; i < 100; i++) expect(codeOf(await throttle.attempt(from('ada', '192.0.2.1'), right))).toBe('ok')
    for (let i = 0; i < 100; i++) await throttle.attempt(from('ada', '192.0.2.1'), async () => refuse('signInBusy'))
    await expect(throttle.attempt(from('ada', '192.0.2.1'), () => Promise.reject(new Error('fault')))).rejects.toThrow('fault')
    expect(codeOf(await throttle.attempt(from('ada', '192.0.2.1'), right))).toBe('ok')
  })

  it('lets a known device guess ten times, and then no more than anybody', async () => {
    const throttle = createSignInThrottle()
    const seen: Precedence[] = []
    for (let i = 0; i < 12; i++)
      await throttle.attempt(from('ada', '192.0.2.1', 'device'), async (precedence) => {
        seen.push(precedence)
        return refuse('wrongCredentials')
      })
    expect(seen).toEqual([...Array.from({ length: 10 }, () => 'known'), 'unknown', 'unknown'])
  })

  it('a flood of wrong passwords from 300 addresses neither refuses nor delays the user at the known device', async () => {
    const throttle = createSignInThrottle()
    const turns: Precedence[] = []
    const hashing = createHashing({ cost: { N: 1_024, r: 8, p: 1 }, onTurn: (precedence) => turns.push(precedence) })
    const check = (precedence: Precedence) => hashing.check('guess', null, precedence)
    const guess = async (i: number): Promise<string> => {
      const address = `198.51.${i % 250}.${Math.floor(i / 250)}`
      const answer = await throttle.attempt(from('ada', address), async (precedence) => {
        const checked = await check(precedence)
        return checked.ok ? refuse('wrongCredentials') : checked
      })
      return codeOf(answer)
    }
    const flood = Array.from({ length: 300 }, (_, i) => guess(i))
    let waited = 0
    const before = turns.length
    const own = await throttle.attempt(from('ada', '198.51.1.1', 'device'), async (precedence) => {
      waited = Date.now()
      expect(precedence).toBe('known')
      return (await check(precedence)).ok ? ok(undefined) : refuse('serverFault')
    })
    expect([codeOf(own), waited]).toEqual(['ok', 0])
    expect(
      turns.slice(before).filter((precedence) => precedence === 'unknown').length,
      'at most the one under way goes first',
    ).toBeLessThan(2)
    await vi.advanceTimersByTimeAsync(MINUTE)
    const answers = await Promise.all(flood)
    const tried = answers.filter((code) => code === 'wrongCredentials').length
    expect(tried, 'five at once, and those in the line').toBeLessThanOrEqual(5 + MOST_FOR_NAME)
    expect(answers.filter((code) => code === 'signInBusy')).toHaveLength(300 - tried)
  })
})

describe('the lines of names', () => {
  it('wait longer after each wrong password, up to ten seconds', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 1_000].map(pauseAfter)).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })

  it('let one who comes for the first time go before those who keep trying', async () => {
    const lines = createNameLines(Date.now)
    for (let i = 0; i < 5; i++) await lines.turn('ada', 0)
    const order: string[] = []
    const wait = (who: string, tries: number) => lines.turn('ada', tries).then((turn) => order.push(turn ? who : `not ${who}`))
    const all = [...[5, 6, 7, 8].map((tries) => wait(`guesser ${tries}`, tries)), wait('guesser 9', 9), wait('newcomer', 0)]
    await vi.advanceTimersByTimeAsync(MINUTE)
    await Promise.all(all)
    expect(order).toEqual(['not guesser 9', 'not guesser 8', 'newcomer', 'guesser 5', 'guesser 6', 'guesser 7'])
  })

  it('hold a bounded number of requests in all, and let all go when they close', async () => {
    const lines = createNameLines(Date.now)
    const turns: Promise<unknown>[] = []
    for (let name = 0; name < 40; name++) for (let i = 0; i < 9; i++) turns.push(lines.turn(`name${name}`, 0))
    let left = turns.length
    for (const turn of turns) void turn.then(() => left--)
    await vi.advanceTimersByTimeAsync(0)
    expect(left).toBe(MOST_HELD)
    lines.close()
    await Promise.all(turns)
    expect(await lines.turn('ada', 0)).toBeNull()
  })

  it('forget a name after a quarter of an hour without a wrong password', async () => {
    const lines = createNameLines(Date.now)
    for (let i = 0; i < 5; i++) await lines.turn('ada', 0)
    vi.setSystemTime(15 * MINUTE)
    for (let i = 0; i < 4; i++) expect(await lines.turn('ada', 0)).not.toBeNull()
  })
})
