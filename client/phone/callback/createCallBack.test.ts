import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOutcome, EndedBy } from '../../../shared/floor/model.ts'
import { fakeLive, LINE, ME } from '../testing/fakes.ts'
import { createCallBack, NUMBER_KEPT_MS } from './createCallBack.ts'

const NUMBER = '070-123 45 67'
let dispose = () => {}
let page = new EventTarget()

function onDuty() {
  const surroundings = fakeLive()
  const { live, happens } = surroundings
  happens({ type: 'phoneRegistered', advisor: ME, instance: 'i' }, { type: 'shiftStarted', advisor: ME }, { type: 'trunkSet', why: null })
  const callBack = createRoot((off) => {
    dispose = off
    return createCallBack({ instance: 'i', live, advisor: () => live.floor().advisors[ME] })
  })
  callBack.open()
  callBack.change({ number: NUMBER, line: LINE.id, reason: 'agreed' })
  return { ...surroundings, callBack }
}

/** The server has begun to dial. */
async function dialling() {
  const it = onDuty()
  it.answerWith({ ok: true, value: { call: 'c' } })
  it.happens({ type: 'callBackStarted', call: 'c', line: LINE.id, advisor: ME, reason: 'agreed' })
  await it.callBack.dial()
  return it
}
const ended = (outcome: CallOutcome, by: EndedBy = 'system') => ({ type: 'callEnded', call: 'c', outcome, by }) as const

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('window', page)
})
afterEach(() => {
  dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('calling somebody back', () => {
  it('asks the server with what was typed, once', async () => {
    const { callBack, asked } = await dialling()
    expect(asked).toEqual([['callback:dial', { instance: 'i', line: LINE.id, number: NUMBER, reason: 'agreed', message: null }]])
    expect(callBack.state()).toEqual({ is: 'underWay', call: 'c' })
    await callBack.dial()
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['busy', 'system', 'busy'],
    ['noAnswer', 'system', 'noAnswer'],
    ['noAnswer', 'advisor', 'gaveUp'],
    ['unreachable', 'system', 'unreachable'],
    ['interrupted', 'system', 'interrupted'],
  ] as const)('%s by %s: says %s, and keeps the number for another try', async (outcome, by, how) => {
    const { callBack, happens } = await dialling()
    happens(ended(outcome, by))
    expect(callBack.state()).toEqual({ is: 'failed', how })
    expect(callBack.draft().number).toBe(NUMBER)
    expect(callBack.isOpen()).toBe(true)
  })

  it('shows a refusal, and keeps what was typed', async () => {
    const { callBack, answerWith } = onDuty()
    answerWith({ ok: false, refusal: { code: 'trunkDown' } })
    await callBack.dial()
    expect(callBack.state()).toEqual({ is: 'refused', refusal: { code: 'trunkDown' } })
    expect(callBack.draft().number).toBe(NUMBER)
    callBack.change({ number: '08' })
    expect(callBack.state()).toEqual({ is: 'idle' })
  })

  it('knows its end though it came before the word that it had begun', async () => {
    const { callBack, happens, answerWith } = onDuty()
    answerWith({ ok: true, value: { call: 'c' } })
    happens({ type: 'callBackStarted', call: 'c', line: LINE.id, advisor: ME, reason: 'agreed' }, ended('interrupted'))
    await callBack.dial()
    expect(callBack.state()).toEqual({ is: 'failed', how: 'interrupted' })
  })

  it('says that it does not know when it ended while the link was down', async () => {
    const { callBack, setConnected, setFloor } = await dialling()
    setConnected(false)
    setFloor((floor) => ({ ...floor, calls: {} }))
    expect(callBack.state().is).toBe('underWay')
    setConnected(true)
    expect(callBack.state()).toEqual({ is: 'failed', how: 'unknown' })
  })
})

describe('the number is forgotten', () => {
  it('when a talk came of it and is over', async () => {
    const { callBack, happens } = await dialling()
    happens({ type: 'calleeAnswered', call: 'c', advisor: ME })
    expect(callBack.draft().number).toBe(NUMBER)
    happens(ended('answered', 'caller'))
    expect(callBack.state()).toEqual({ is: 'idle' })
    expect(callBack.draft().number).toBe('')
    expect(callBack.isOpen()).toBe(false)
  })

  it('when the talk ended while the link was down', async () => {
    const { callBack, happens, setFloor } = await dialling()
    happens({ type: 'calleeAnswered', call: 'c', advisor: ME })
    setFloor((floor) => ({ ...floor, calls: {} }))
    expect(callBack.draft().number).toBe('')
  })

  it('when the call goes on without us, because our side has lost it', async () => {
    const { callBack, happens } = await dialling()
    happens({ type: 'calleeAnswered', call: 'c', advisor: ME }, { type: 'callReturned', call: 'c', advisor: ME, why: 'mediaLost' })
    expect(callBack.state()).toEqual({ is: 'idle' })
    expect(callBack.draft().number).toBe('')
  })

  it.each([
    ['the panel is closed', ({ callBack }: ReturnType<typeof onDuty>) => callBack.close()],
    ['it is cleared', ({ callBack }: ReturnType<typeof onDuty>) => callBack.clear()],
    ['the shift ends', ({ happens }: ReturnType<typeof onDuty>) => happens({ type: 'advisorOffline', advisor: ME })],
    ['the page is left', () => page.dispatchEvent(new Event('pagehide'))],
    ['another message is answered', ({ callBack }: ReturnType<typeof onDuty>) => callBack.open({ message: 'm' })],
    ['nobody has touched it for ten minutes', () => vi.advanceTimersByTime(NUMBER_KEPT_MS)],
  ])('when %s', (_name, happen) => {
    const it = onDuty()
    expect(it.callBack.draft().number).toBe(NUMBER)
    happen(it)
    expect(it.callBack.draft().number).toBe('')
  })

  it('not while it is being called, nor before the ten minutes after that are over', async () => {
    const { callBack, happens } = await dialling()
    vi.advanceTimersByTime(NUMBER_KEPT_MS)
    happens(ended('busy'))
    vi.advanceTimersByTime(NUMBER_KEPT_MS - 1)
    expect(callBack.draft().number).toBe(NUMBER)
    vi.advanceTimersByTime(1)
    expect(callBack.draft().number).toBe('')
    expect(callBack.state()).toEqual({ is: 'idle' })
  })
})

describe('a call that wants to be answered by itself', () => {
  it('is its own while the server says so', async () => {
    const { callBack } = await dialling()
    expect(await callBack.isOwn()).toBe(true)
  })

  it.each([
    ['nothing was asked for', async () => onDuty()],
    [
      'the request was refused',
      async () => {
        const it = onDuty()
        it.answerWith({ ok: false, refusal: { code: 'trunkDown' } })
        await it.callBack.dial()
        return it
      },
    ],
    [
      'it is over',
      async () => {
        const it = await dialling()
        it.happens(ended('busy'))
        return it
      },
    ],
    [
      'the floor has this advisor in another call',
      async () => {
        const it = onDuty()
        it.answerWith({ ok: true, value: { call: 'another' } })
        it.happens({ type: 'callBackStarted', call: 'c', line: LINE.id, advisor: ME, reason: 'agreed' })
        await it.callBack.dial()
        return it
      },
    ],
  ])('is not when %s', async (_name, given) => expect(await (await given()).callBack.isOwn()).toBe(false))

  it('waits for the server to say', async () => {
    const { callBack, happens, answerWith } = onDuty()
    answerWith({ ok: true, value: { call: 'c' } })
    happens({ type: 'callBackStarted', call: 'c', line: LINE.id, advisor: ME, reason: 'agreed' })
    const sent = callBack.dial()
    const own = callBack.isOwn()
    await sent
    expect(await own).toBe(true)
  })
})
