import { describe, expect, it } from 'vitest'
import type { Advisor, AdvisorStateName, Phone } from '../../shared/floor/model.ts'
import { ownershipOf, presenceFault } from './ownership.ts'

const MINE = 'mine'

function advisor(is: AdvisorStateName, phone: Phone | null): Advisor {
  const at = { since: 0 }
  const states = {
    offline: { is: 'offline', ...at },
    available: { is: 'available', ...at },
    offered: { is: 'offered', ...at, call: 'c', idleSince: 0 },
    talking: { is: 'talking', ...at, call: 'c' },
    afterCall: { is: 'afterCall', ...at },
    paused: { is: 'paused', ...at, reason: 'self' },
  } as const
  return { id: 'a', name: 'A', lines: [], languages: [], state: states[is], phone }
}

const phone = (instance: string, ready = true, reachable = true): Phone => ({ instance, ready, reachable })

describe('who has the phone', () => {
  it.each([
    ['nobody, before the first page', advisor('offline', null), 'none'],
    ['nobody, without an account on the floor', undefined, 'none'],
    ['this page', advisor('available', phone(MINE)), 'here'],
    ['this page, even while unreachable', advisor('available', phone(MINE, true, false)), 'here'],
    ['another page', advisor('paused', phone('other')), 'elsewhere'],
    ['nobody, when the other page is out of reach', advisor('paused', phone('other', true, false)), 'none'],
    ['another page in a talk', advisor('talking', phone('other')), 'inCallElsewhere'],
    ['another page that rings', advisor('offered', phone('other')), 'inCallElsewhere'],
  ] as const)('%s', (_name, who, expected) => expect(ownershipOf(who, MINE)).toBe(expected))
})

describe('available, yet no call would come', () => {
  it.each([
    ['all is well', advisor('available', phone(MINE)), true, null],
    ['all is well in the other page', advisor('available', phone('other')), false, null],
    ['paused counts on nothing', advisor('paused', null), false, null],
    ['out of reach', advisor('available', phone(MINE, true, false)), true, 'unreachable'],
    ['no page at all', advisor('available', null), false, 'noPhone'],
    ['reloaded, not started again', advisor('available', phone(MINE, false)), true, 'notStartedHere'],
    ['the floor thinks it is ready, this page is not', advisor('available', phone(MINE)), false, 'notStartedHere'],
    ['the other page was never started', advisor('available', phone('other', false)), false, 'notStartedHere'],
  ] as const)('%s', (_name, who, registered, expected) => expect(presenceFault(who, MINE, registered, true)).toBe(expected))

  it('nothing is certain without the live link', () => {
    expect(presenceFault(advisor('available', phone(MINE)), MINE, true, false)).toBe('noLink')
    expect(presenceFault(advisor('paused', phone(MINE)), MINE, true, false)).toBeNull()
  })
})
