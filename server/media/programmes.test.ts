import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clip } from './oggOpus.ts'
import { frameMs } from './oggOpus.ts'
import {
  closedProgramme,
  holdProgramme,
  menuProgramme,
  onceProgramme,
  type Programme,
  silence,
  voicemailProgramme,
  type WaitingClips,
  waitingProgramme,
} from './programmes.ts'

const named = new Map<Clip, string>()
const clip = (name: string): Clip => {
  const made: Clip = [Buffer.from(name)]
  named.set(made, name)
  return made
}
const nameOf = (heard: Clip) => named.get(heard) ?? `${heard.length * 20} ms`

/** The names of what is heard: all of it, or the first `most`. */
function heard(programme: Programme, most = 50): string[] {
  const names: string[] = []
  for (let at = 0; at < most; at++) {
    const next = programme.next()
    if (next.done) break
    names.push(nameOf(next.value))
  }
  return names
}

const [welcome, waiting, busy, press, third] = ['welcome', 'waiting', 'busy', 'press', 'third'].map(clip) as [Clip, Clip, Clip, Clip, Clip]
const clips = { opening: welcome, waiting, busy, leaving: () => press, position: (place: number) => (place === 3 ? third : null) }

/** What a caller hears who waits for as many rounds of 24 s as there are places, each the place at the end of its round. */
function waits(places: readonly (number | null)[], given: Partial<WaitingClips> = {}): string[] {
  let rounds = 0
  const programme = waitingProgramme(
    { ...clips, ...given },
    () => places[rounds - 1] ?? null,
    () => rounds * 24_000,
  )
  const names: string[] = []
  for (let next = programme.next(); !next.done; next = programme.next()) {
    if (next.value === waiting && rounds++ === places.length) break
    names.push(nameOf(next.value))
  }
  return names
}

describe('a waiting caller', () => {
  it('hears the welcome, the waiting sound, and after one round that nobody is free', () => {
    expect(waits([3])).toEqual(['welcome', 'waiting', 'busy', 'third', 'press'])
  })

  it('hears it again after two minutes, not before', () => {
    const names = waits(new Array(12).fill(3))
    const rounds = names.join(' ').split('busy third press')
    expect(rounds.map((part) => part.match(/waiting/g)?.length ?? 0)).toEqual([1, 5, 5, 1])
  })

  it('hears nothing of it while a phone rings, and hears it as soon as it has stopped ringing', () => {
    expect(waits([null, null, 3, null])).toEqual(['welcome', 'waiting', 'waiting', 'waiting', 'busy', 'third', 'press', 'waiting'])
  })

  it('hears only what there is to be heard', () => {
    expect(waits([1, 1], { opening: null, busy: null, leaving: () => null, position: () => null })).toEqual(['waiting', 'waiting'])
  })

  it('is asked for at each time anew: the place is the one of that moment', () => {
    const names = waits([5, 4, 4, 4, 3, 2, 2], { position: (place) => clip(`place ${place}`) })
    expect(names.filter((name) => name.startsWith('place'))).toEqual(['place 5', 'place 2'])
  })

  it('never hears twice within two minutes that nobody is free, whatever rings meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 12 })), { maxLength: 60 }), (places) => {
        let at = -Infinity
        let rounds = 0
        for (const name of waits(places)) {
          if (name === 'waiting') rounds += 1
          if (name !== 'busy') continue
          expect((rounds - at) * 24).toBeGreaterThanOrEqual(120)
          at = rounds
        }
      }),
    )
  })
})

describe('a programme that ends', () => {
  it.each<[string, Programme, string[]]>([
    [
      'a closed line, twice',
      closedProgramme([clip('closed'), null, clip('danger')], 2),
      ['closed', 'danger', '1500 ms', 'closed', 'danger'],
    ],
    ['a closed line, once before voicemail', closedProgramme([clip('closed'), clip('hours')], 1), ['closed', 'hours']],
    ['the menu', menuProgramme([clip('sv'), null, clip('ar')]), ['sv', 'ar', '3000 ms', 'sv', 'ar', '3000 ms']],
    ['voicemail with a way back', voicemailProgramme([clip('leave'), clip('star')], () => clip('beep')), ['leave', 'star', 'beep']],
    ['voicemail without', voicemailProgramme([clip('leave'), null], () => clip('beep')), ['leave', 'beep']],
    ['nothing at all', onceProgramme([null]), []],
  ])('%s', (_name, programme, expected) => expect(heard(programme)).toEqual(expected))

  it('goes on for ever on hold', () => expect(heard(holdProgramme(waiting), 7)).toEqual(new Array(7).fill('waiting')))

  it('pauses in whole frames of 20 ms', () => {
    expect(silence(1_500)).toHaveLength(75)
    expect(silence(100).map((frame) => frameMs(frame))).toEqual([20, 20, 20, 20, 20])
  })
})
