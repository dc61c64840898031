import { z } from 'zod'
import { type Outcome, ok } from '../../shared/errors.ts'
import { type AdvisorId, CALL_BACK_REASONS, type LineId } from '../../shared/floor/model.ts'
import type { ClientEvents, FloorSnapshot, Role } from '../../shared/wire.ts'
import type { Command } from '../floor/commands.ts'
import type { FloorPort } from '../floor/port.ts'
import { floorNow } from '../http/route.ts'
import type { Switchboard } from '../switchboard.ts'
import type { Voicemail } from '../voicemail/voicemail.ts'

/** Who asks: the socket's own account; a board's id stands for no advisor. */
export interface Asker {
  readonly id: string
  readonly role: Role
  readonly name: string
  /** Lines that a board may show, null for all; not looked at for staff. */
  readonly lines: readonly LineId[] | null
}

export interface LiveRequest {
  readonly roles: readonly Role[]
  /** What must come before the acknowledgement; none for requests without a payload. */
  readonly input?: z.ZodType<unknown>
  /** Nobody but a person asks for this; a page asks for the others by itself too. */
  readonly byPerson?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: with() has tied the payload's type to its schema
  readonly handle: (asker: Asker, payload: any) => Promise<Outcome<unknown>>
}

/** What browsers may ask of the switchboard. */
export type LiveSwitchboard = Pick<Switchboard, 'phoneLeft' | 'callBack' | 'callInterpreter' | 'holdParty' | 'dropInterpreter' | 'pressKey'>

export interface RequestParts {
  readonly floor: FloorPort
  readonly switchboard: LiveSwitchboard
  readonly mayAnswer: Voicemail['mayAnswer']
  readonly clock: () => number
  readonly snapshotFor: (asker: Asker) => FloorSnapshot
}

const EVERYONE = ['advisor', 'supervisor', 'board'] as const
const STAFF = ['advisor', 'supervisor'] as const

const instance = z.object({ instance: z.string().min(1).max(200) })
const call = z.string().min(1).max(100)
const ofCall = z.object({ call })
const party = z.enum(['caller', 'interpreter'])
const callBack = z.object({
  instance: z.string().min(1).max(200),
  line: z.string().min(1).max(64),
  number: z.string().max(60, 'must have at most 60 characters'),
  reason: z.enum(CALL_BACK_REASONS),
  message: z.string().min(1).max(100).nullable(),
})
const interpreter = z.object({ call, service: z.string().min(1).max(40), language: z.string().min(2).max(3) })
const partyHold = z.object({ call, party, hold: z.boolean() })
const partyKey = z.object({ call, party, key: z.string().regex(/^[0-9*#]$/, 'must be one of 0 to 9, * and #') })
const setting = z.object({ advisor: z.string().min(1).max(100), to: z.enum(['paused', 'offline']) })

/** What browsers may ask over the live link, as one table. Staff act on their own account only. */
export function liveRequests({
  floor,
  switchboard,
  mayAnswer,
  clock,
  snapshotFor,
}: RequestParts): Readonly<Record<keyof ClientEvents, LiveRequest>> {
  const submit = async (command: Command): Promise<Outcome> => {
    const done = await floor.submit(command)
    return done.ok ? ok(undefined) : done
  }
  return {
    'floor:get': { roles: EVERYONE, handle: async (asker) => ok(snapshotFor(asker)) },
    'link:check': { roles: EVERYONE, handle: async () => ok({ now: clock() }) },
    'shift:start': withInput(STAFF, instance, ({ id }, sent) => submit({ type: 'startShift', advisor: id, instance: sent.instance })),
    'advisor:ready': { roles: STAFF, handle: ({ id }) => submit({ type: 'getReady', advisor: id }) },
    'advisor:pause': { roles: STAFF, handle: ({ id }) => submit({ type: 'pause', advisor: id, by: 'self' }) },
    'advisor:offline': { roles: STAFF, handle: ({ id }) => submit({ type: 'goOffline', advisor: id, by: 'self' }) },
    'phone:leave': withInput(STAFF, instance, async ({ id }, sent) => {
      await switchboard.phoneLeft(id, sent.instance)
      return ok(undefined)
    }),
    'callback:dial': byPerson(STAFF, callBack, async ({ id }, sent) => {
      const lines = floorNow(floor).advisors[id]?.lines ?? []
      const may = sent.message === null ? ok(undefined) : await mayAnswer(sent.message, sent.line, lines)
      return may.ok ? switchboard.callBack(id, sent) : may
    }),
    'interpreter:call': byPerson(STAFF, interpreter, ({ id }, sent) => switchboard.callInterpreter(id, sent)),
    'party:hold': byPerson(STAFF, partyHold, ({ id }, sent) => switchboard.holdParty(id, sent)),
    'interpreter:drop': byPerson(STAFF, ofCall, ({ id }, sent) => switchboard.dropInterpreter(id, sent.call)),
    'party:key': byPerson(STAFF, partyKey, ({ id }, sent) => switchboard.pressKey(id, sent)),
    'advisor:set': byPerson(['supervisor'], setting, (_asker, { advisor, to }) => submit(setCommand(advisor, to))),
  }
}

function setCommand(advisor: AdvisorId, to: 'paused' | 'offline'): Command {
  return to === 'paused' ? { type: 'pause', advisor, by: 'supervisor' } : { type: 'goOffline', advisor, by: 'supervisor' }
}

function byPerson<T>(
  roles: readonly Role[],
  input: z.ZodType<T>,
  handle: (asker: Asker, payload: T) => Promise<Outcome<unknown>>,
): LiveRequest {
  return { ...withInput(roles, input, handle), byPerson: true }
}

function withInput<T>(
  roles: readonly Role[],
  input: z.ZodType<T>,
  handle: (asker: Asker, payload: T) => Promise<Outcome<unknown>>,
): LiveRequest {
  return { roles, input, handle }
}
