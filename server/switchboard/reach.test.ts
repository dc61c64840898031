import { URI } from 'sip.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PHONE_GONE_MS, REACHABLE_MS } from '../../shared/limits.ts'
import type { Command } from '../floor/commands.ts'
import type { PhoneBinding, Phones } from '../sip/phones.ts'
import { createReach, type Reach } from './reach.ts'

let told: Command[]
let answers: (() => void)[]
let dropped: PhoneBinding[]
let reach: Reach
const socket = {
  account: null,
  trunk: false,
  stillAccount: async () => null,
  admit: () => ({ ok: true as const, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
  open: true,
  send() {},
  close() {},
}
const binding: PhoneBinding = { advisor: 'a', instance: 'page', socket, contact: new URI('sip', 'x', 'y.invalid') }

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  answers = []
  dropped = []
  const phones = {
    drop: (one: PhoneBinding) => dropped.push(one),
    probe: (_one: PhoneBinding, onAnswer: () => void) => answers.push(onAnswer),
  }
  reach = createReach(phones as unknown as Phones, (command) => told.push(command), Date.now)
  reach.registered(binding)
  told.length = 0
})
afterEach(() => {
  reach.close()
  vi.useRealTimers()
})

const reachable = () => told.map((command) => (command.type === 'reachPhone' ? command.reachable : command.type))

describe('a phone is reachable', () => {
  it('as long as its program answers', () => {
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000)
      for (const answer of answers.splice(0)) answer()
    }
    expect(told).toEqual([])
  })

  it('no longer than 15 s after its last answer, and again with the next', () => {
    vi.advanceTimersByTime(REACHABLE_MS - 1_000)
    expect(told).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(reachable()).toEqual([false])
    answers.at(-1)?.()
    expect(reachable()).toEqual([false, true])
  })

  it('not a moment longer than its socket', () => {
    reach.socketClosed(socket)
    expect(reachable()).toEqual([false])
  })

  it('not any more when it has been gone for long: the shift ends', () => {
    vi.advanceTimersByTime(PHONE_GONE_MS)
    expect(reachable()).toEqual([false, 'dropPhone', 'goOffline'])
    expect(dropped).toEqual([binding])
  })

  it('by its newest page only: an answer of an older one says nothing', () => {
    vi.advanceTimersByTime(6_000)
    const old = answers.splice(0)
    reach.socketClosed(socket)
    reach.registered({ ...binding, instance: 'newer' })
    told.length = 0
    for (const answer of old) answer()
    expect(told).toEqual([])
  })
})
