import { io, type Socket } from 'socket.io-client'
import type { Change } from '../../shared/floor/changes.ts'
import type { CallId, CallOutcome, Instant } from '../../shared/floor/model.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../../shared/wire.ts'
import { type Client, signIn } from '../server/client.ts'
import { STAFF } from '../server/house.ts'
import type { RunningServer } from '../server/server.ts'

/** What the server has told about a call; from then on it must not be forgotten. */
export interface Told {
  answered: Instant | null
  ended: { readonly at: Instant; readonly outcome: CallOutcome } | null
}

/** Somebody who writes down what the server announces, for the time after its death. */
export interface Witness {
  /** Begins to listen; resolves with the first snapshot. */
  follow(): Promise<void>
  /** What was told since `follow`, when the server is gone. */
  leave(): ReadonlyMap<CallId, Told>
  /** How many changes were told since `follow`. */
  changes(): number
  /** How many of them were answers. */
  answers(): number
  /** Highest number that a change has had. */
  rev(): number
  /** The floor's number in the server as it runs now. */
  revAfter(): Promise<number>
  summary(): { readonly arrived: number; readonly answered: number; readonly ended: number; readonly openWhenKilled: number }
}

/** Signs in once; the session outlives the kills, being on disk. */
export async function createWitness(server: RunningServer): Promise<Witness> {
  const client: Client = await signIn(server.url, STAFF.lead.username)
  const sums = { arrived: 0, answered: 0, ended: 0, openWhenKilled: 0 }
  let told = new Map<CallId, Told>()
  let socket: Socket<ServerEvents, ClientEvents> | undefined
  let rev = 0
  let changes = 0
  let answers = 0

  function note(change: Change): void {
    if (change.type === 'callArrived') {
      told.set(change.call, { answered: null, ended: null })
      sums.arrived++
    }
    if (change.type === 'callAnswered') {
      const call = told.get(change.call)
      if (call && call.answered === null) {
        call.answered = change.at
        sums.answered++
        answers++
      }
    }
    if (change.type === 'callEnded') {
      const call = told.get(change.call)
      if (call) call.ended = { at: change.at, outcome: change.outcome }
      sums.ended++
    }
  }

  return {
    changes: () => changes,
    answers: () => answers,
    rev: () => rev,
    revAfter: async () => (await client.floor()).rev,
    summary: () => sums,
    follow() {
      told = new Map()
      changes = 0
      answers = 0
      const link: Socket<ServerEvents, ClientEvents> = io(`${server.url}${LIVE_NAMESPACE}`, {
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: { cookie: client.cookie },
      })
      socket = link
      link.on('floor:changed', (changed) => {
        rev = Math.max(rev, changed.rev)
        changes += changed.changes.length
        for (const change of changed.changes) note(change)
      })
      return new Promise((resolve, reject) => {
        link.on('floor:snapshot', () => resolve())
        link.on('connect_error', reject)
      })
    },
    leave() {
      socket?.close()
      if ([...told.values()].some(({ ended }) => ended === null)) sums.openWhenKilled++
      return told
    },
  }
}
