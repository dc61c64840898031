import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fuzzRtcp, fuzzRtp } from '../../server/media/testing/fuzzDatagrams.ts'
import type { Door, Target } from './door.ts'
import { openCsv, openHsds, openHttp, openLive, openMessagePackets, openOgg, openPackets, openSdp, openSip } from './targets.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** A door of which a part is not there. The message is for whoever runs the proof. */
export class NoSuchDoor extends Error {
  override readonly name = 'NoSuchDoor'
}

interface Listed {
  /** Of all inputs that are put to functions, this door's share. */
  readonly share: number
  readonly inputs: () => Promise<Door['inputs']>
  readonly open: () => Promise<Target>
  readonly mostMs?: number
}

/** Whole files of the register are read in a thread of their own, which is ended when it takes far longer. */
const FILE_MS = 1_000

/** Every door whose inputs are put to functions of this process, one a line. */
const DOORS: Readonly<Record<string, Listed>> = {
  sip: { share: 0.2, inputs: from('server/sip/testing/fuzzSip.ts', 'fuzzSipInputs'), open: openSip },
  sdp: { share: 0.1, inputs: from('server/sip/testing/fuzzSdp.ts', 'fuzzSdp'), open: openSdp },
  rtp: { share: 0.3, inputs: async () => fuzzRtp, open: openPackets },
  rtcp: { share: 0.263, inputs: async () => fuzzRtcp, open: openPackets },
  message: { share: 0.005, inputs: from('server/voicemail/testing/fuzzRtpTimes.ts', 'fuzzRtpTimes'), open: openMessagePackets },
  ogg: { share: 0.03, inputs: from('server/media/testing/fuzzOgg.ts', 'fuzzOgg'), open: openOgg },
  csv: { share: 0.01, inputs: from('server/services/testing/fuzzCsv.ts', 'fuzzCsv'), open: openCsv, mostMs: FILE_MS },
  hsds: { share: 0.002, inputs: from('server/services/testing/fuzzHsds.ts', 'fuzzHsds'), open: openHsds, mostMs: FILE_MS },
  live: { share: 0.05, inputs: from('server/live/testing/fuzzLive.ts', 'fuzzLive'), open: openLive },
  http: { share: 0.04, inputs: from('server/http/testing/fuzzHttp.ts', 'fuzzHttp'), open: openHttp },
}

export const DOOR_NAMES: readonly string[] = Object.keys(DOORS)

/** That share of all inputs, 0 to 1. */
export const shareOf = (name: string): number => DOORS[name]?.share ?? 0

/** Rejects with NoSuchDoor when there is none of that name, or nothing that makes its inputs. */
export async function doorOf(name: string): Promise<Door> {
  const listed = DOORS[name]
  if (!listed) throw new NoSuchDoor(`there is no door ${name}; there are ${DOOR_NAMES.join(', ')}`)
  return { ...listed, inputs: await listed.inputs() }
}

/** Inputs of a room's own tests. */
function from(file: string, name: string): () => Promise<Door['inputs']> {
  return async () => {
    const path = join(ROOT, file)
    if (!existsSync(path)) throw new NoSuchDoor(`${file} is not there: nothing makes the inputs of this door`)
    const found = ((await import(path)) as Record<string, unknown>)[name]
    if (typeof found !== 'function') throw new NoSuchDoor(`${file} exports no ${name}`)
    return found as Door['inputs']
  }
}
