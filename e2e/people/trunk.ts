import { expect } from '@playwright/test'
import { amplitude, sound, tonePackets } from '../../server/media/testing/tones.ts'
import { createRegistrar } from '../../server/sip/testing/registrar.ts'
import { createTelephones, type Rule, type TelephoneCall } from '../../server/sip/testing/telephones.ts'

/** A telephone behind the trunk. */
export interface Telephone {
  /** The calls that have come to it, in order. */
  readonly came: () => readonly TelephoneCall[]
  /** Waits for its next call. */
  rings(): Promise<TelephoneCall>
  /** Waits until it has got this key (RFC 4733). */
  gets(key: string): Promise<void>
  /** Waits until it hears this tone above the others that somebody here may speak with. */
  hears(hz: number, among: readonly number[]): Promise<void>
  /** From now on it does that when it is called. */
  is(rule: Rule): void
}

/** The telephone network as the server sees it: a SIP server over WebSocket, and telephones behind it. Must be closed. */
export interface Network {
  /** Settings with which a server registers there. */
  readonly env: Readonly<Record<string, string>>
  /** A telephone with this number that sounds so when it has answered, and does so when it is called. */
  telephone(number: string, hz: number, rule: Rule): Promise<Telephone>
  /** Everything that the server has sent. */
  sent(): string
  /** Gone at once, as a broken network is; `back` is at the same address. */
  lose(): Promise<void>
  back(): Promise<void>
  close(): Promise<void>
}

/** How many packets of 20 ms are listened to: longer than the pause between two beeps. */
const LISTEN = 40
/** Amplitude over which a tone is there, 0 to 1. */
const AUDIBLE = 0.01

const KEYS = '0123456789*#'

/** A packet that says that a key has been let go; no packet of sound that we listen to is so short. */
const isKeyEnd = (payload: Buffer): boolean => payload.length === 4 && ((payload[1] ?? 0) & 0x80) !== 0

export async function createNetwork(): Promise<Network> {
  const registrar = await createRegistrar()
  const telephones = createTelephones(registrar)
  return {
    env: { TRUNK_URL: registrar.url, TRUNK_USER: registrar.rules.user, TRUNK_PASSWORD: registrar.rules.password },
    async telephone(number, hz, rule) {
      // a whole second, so that the tone goes round without a click
      const tone = await tonePackets(hz, 50)
      const heard: Uint8Array[] = []
      const keys = new Set<string>()
      let at = 0
      const own = {
        next: () => Buffer.from(tone[at++ % tone.length] ?? []),
        onFrame(payload: Buffer) {
          if (isKeyEnd(payload)) return void keys.add(KEYS[payload[0] ?? 0] ?? '')
          heard.push(Uint8Array.from(payload))
          if (heard.length > LISTEN) heard.shift()
        },
      }
      const is = (next: Rule) => telephones.place(number, next, own)
      const came = () => telephones.came.filter((call) => call.number === number)
      let answered = 0
      is(rule)
      return {
        came,
        is,
        async rings() {
          await expect.poll(() => came().length, { message: `${hz} Hz should be called`, intervals: [50] }).toBeGreaterThan(answered)
          return came()[answered++] as TelephoneCall
        },
        gets: (key) => expect.poll(() => [...keys], { message: `the telephone should get the key ${key}`, intervals: [50] }).toContain(key),
        async hears(wanted, among) {
          await expect
            .poll(
              async () => {
                const samples = await sound(heard.splice(0))
                if (samples.length === 0) return 'nothing'
                const [loudest = 0] = [...among].sort((a, b) => amplitude(samples, b) - amplitude(samples, a))
                return amplitude(samples, loudest) > AUDIBLE ? loudest : 'silence'
              },
              { message: `the telephone should hear ${wanted} Hz`, timeout: 20_000, intervals: [1_000] },
            )
            .toBe(wanted)
        },
      }
    },
    sent: () => registrar.got.join('\n'),
    lose: () => registrar.stop(),
    back: () => registrar.start(),
    async close() {
      telephones.close()
      await registrar.stop()
    },
  }
}
