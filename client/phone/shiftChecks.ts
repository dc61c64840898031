import type { Accessor } from 'solid-js'
import type { AdvisorStateName, PhoneInstance } from '../../shared/floor/model.ts'
import type { LiveFloor } from '../live/floor.ts'
import type { Line } from './createLine.ts'
import type { Sound } from './createSound.ts'
import { canChooseOutput } from './devices.ts'
import type { Ownership } from './ownership.ts'
import type { ShiftChecks } from './shift.ts'
import { until } from './until.ts'

/** How long the live link and the registration may take when the shift starts, in ms. */
const LINK_MS = 6_000
const REGISTER_MS = 10_000

export interface CheckParts {
  readonly live: LiveFloor
  readonly line: Line
  readonly sound: Sound
  readonly state: Accessor<AdvisorStateName>
  readonly ownership: Accessor<Ownership>
  readonly instance: PhoneInstance
  /** Whether sound gets to the server and back. */
  readonly reachesMedia: () => Promise<boolean>
}

/** The checks of a starting shift against the real browser and the real server. */
export function makeShiftChecks({ live, line, sound, state, ownership, instance, reachesMedia }: CheckParts): ShiftChecks {
  return {
    async sound() {
      if (!(await sound.ring.unlock())) return 'soundBlocked'
      if (state() !== 'talking' && state() !== 'offered') await sound.ring.once()
      return null
    },
    async microphone() {
      const opened = await sound.check()
      return opened.is === 'fault' ? opened.why : null
    },
    async output() {
      const { outputs, defaultOutput } = sound.devices()
      return canChooseOutput() && outputs.length === 0 && defaultOutput === '' ? 'noOutput' : null
    },
    async live() {
      if (!(await until(() => live.connected() && live.known(), LINK_MS))) return 'noLink'
      return (await live.request('link:check')).ok ? null : 'noLink'
    },
    media: async () => ((await reachesMedia()) ? null : 'noMediaPath'),
    async phone() {
      if (ownership() === 'inCallElsewhere') return 'phoneBusyElsewhere'
      line.open()
      await until(() => line.state() === 'registered' || line.state() === 'refused', REGISTER_MS)
      if (line.state() === 'registered') return null
      if (line.state() !== 'refused') return 'noPhoneLink'
      // 480: the server guards a call in another page even when the floor has not told us of it yet
      return line.refusedWith() === 480 ? 'phoneBusyElsewhere' : 'phoneRefused'
    },
    async shift() {
      return (await live.request('shift:start', { instance })).ok ? null : 'shiftRefused'
    },
  }
}
