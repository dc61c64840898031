import * as httpInputs from '../../server/http/inputs.ts'
import { isDeeperThan, MOST_DEEP } from '../../server/http/jsonDepth.ts'
import * as lineInputs from '../../server/http/lineInputs.ts'
import { liveRequests } from '../../server/live/requests.ts'
import { createKeyReader } from '../../server/media/keys.ts'
import { createOpusDecoder } from '../../server/media/mix/opus.ts'
import { createSource } from '../../server/media/mix/source.ts'
import { OggFault } from '../../server/media/oggFrames.ts'
import { parseOggOpus } from '../../server/media/oggOpus.ts'
import { createPace } from '../../server/media/pace.ts'
import { bare, createRtpLine, isRtp } from '../../server/media/rtp.ts'
import { compare } from '../../server/services/exchange/preview.ts'
import { draftsOf } from '../../server/services/exchange/read.ts'
import * as serviceInputs from '../../server/services/inputs.ts'
import { createSipCore } from '../../server/sip/core.ts'
import { readSdp } from '../../server/sip/sdp.ts'
import type { SipSocket } from '../../server/sip/sockets.ts'
import { gapless, insert, type Placed, placed } from '../../server/voicemail/packets.ts'
import type { RegisterFormat } from '../../shared/services/register.ts'
import type { Target } from './door.ts'

/** Payload types that the leg of the proof has agreed on. */
const OPUS = 111
const KEYS = { payload: 110, clock: 48_000 } as const
/** A frame is asked for after so many packets: decoding all of them would prove the codec alone. */
const PACKETS_A_FRAME = 3
/** One core for so many messages, as one socket could send; then all that it holds must be given back. */
const MESSAGES_A_CORE = 1_000

/** All that is done with a packet of a leg: how fast it comes, keys, its way to the other end, to a conference. */
export async function openPackets(): Promise<Target> {
  const source = createSource(await createOpusDecoder())
  const line = createRtpLine(1, OPUS)
  const pace = createPace()
  const readKey = createKeyReader(KEYS, () => {})
  let now = 0
  let n = 0
  return {
    take(input) {
      const packet = Buffer.from(input as Buffer)
      now += 20 / PACKETS_A_FRAME
      n += 1
      pace.allows(now)
      if (n % PACKETS_A_FRAME === 0) source.frame(now)
      if (!isRtp(packet)) return
      if (((packet[1] ?? 0) & 0x7f) === KEYS.payload) return readKey(packet)
      const passed = bare(packet, OPUS)
      if (!passed) return
      source.put(Buffer.from(passed), now)
      line.relay(passed, n % 5_000 === 0 ? 2 : 1, now)
    },
    close: () => source.free(),
  }
}

/** The function that sockets hand their messages to, with all behind it but the calls. */
export async function openSip(): Promise<Target> {
  let fault: unknown = null
  const open = () => {
    const core = createSipCore({
      onInvite: (invite) => void invite.reject({ statusCode: 486 }),
      onRegister: (_message, _socket, reply) => void reply(403),
      onMoved() {},
      ...{
        onFault(met: unknown) {
          fault ??= met
        },
      },
    })
    return { core, socket: strangerSocket() }
  }
  let { core, socket } = open()
  let n = 0
  return {
    take(input) {
      n += 1
      if (n % MESSAGES_A_CORE === 0) {
        core.close()
        ;({ core, socket } = open())
      }
      // A socket that was closed for what it sent is another stranger's next.
      if (!socket.open) socket = strangerSocket()
      core.receive(socket, input as string)
      if (fault === null) return
      const met = fault
      fault = null
      throw met
    },
    close: () => core.close(),
  }
}

function strangerSocket(): SipSocket {
  let open = true
  const socket = {
    account: null,
    trunk: false,
    stillAccount: async () => null,
    admit: () => ({ ok: true, release() {} }),
    get open() {
      return open
    },
    send() {},
    close() {
      open = false
    },
  }
  return socket as unknown as SipSocket
}

export async function openSdp(): Promise<Target> {
  return { take: (input) => void readSdp(input as string) }
}

/** A message's packets, in whatever order and with whatever times, become a file without a hole. */
export async function openMessagePackets(): Promise<Target> {
  return {
    take(input) {
      const ordered: Placed[] = []
      let last: Placed | null = null
      for (const { payload, timestamp } of input as Iterable<{ readonly payload: Buffer; readonly timestamp: number }>) {
        const next: Placed | null = placed(last, payload, timestamp)
        if (!next) continue
        last = next
        insert(ordered, next)
      }
      gapless(ordered)
    },
  }
}

/** What cannot be used is told by an OggFault, which the operator reads. */
export async function openOgg(): Promise<Target> {
  return {
    take(input) {
      try {
        parseOggOpus(Buffer.from(input as Buffer))
      } catch (thrown) {
        if (!(thrown instanceof OggFault)) throw thrown
      }
    },
  }
}

export const openCsv = (): Promise<Target> => openRegisterFile('csv')
export const openHsds = (): Promise<Target> => openRegisterFile('hsds')

async function openRegisterFile(format: RegisterFormat): Promise<Target> {
  return {
    take(input) {
      const drafts = draftsOf(format, Buffer.from(input as string))
      if (drafts.ok) compare(drafts.value, [])
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every shape that a live event may have is asked of each: which it names is a stranger's choice, too. */
export async function openLive(): Promise<Target> {
  const inputs = Object.values(liveRequests({} as Parameters<typeof liveRequests>[0])).flatMap(({ input }) => input ?? [])
  return {
    take(given) {
      const [payload] = 'sent' in (given as object) ? (given as { readonly sent: readonly unknown[] }).sent : [given]
      for (const input of inputs) httpInputs.parse(input, payload)
    },
  }
}

/** The shapes that a request's body may have, one after the other: a request is asked for one. */
export async function openHttp(): Promise<Target> {
  const schemas = [httpInputs, lineInputs, serviceInputs].flatMap((module) => Object.values(module)).filter(isSchema)
  let n = 0
  return {
    take(given) {
      const body = Buffer.from((given as { readonly body?: string | Buffer }).body ?? '')
      // As the API does before it reads a body.
      if (body.length > 64 * 1024 || isDeeperThan(body, MOST_DEEP)) return
      const json = readJson(body.toString())
      const schema = schemas[n++ % schemas.length]
      if (schema) httpInputs.parse(schema, json)
    },
  }
}

type Schema = Parameters<typeof httpInputs.parse>[0]

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'safeParse' in value
}
