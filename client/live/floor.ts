import { type Accessor, batch, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { refuse } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import { type CallId, emptyFloor, type Floor } from '../../shared/floor/model.ts'
import { STALE_MS } from '../../shared/limits.ts'
import type { Ack, ClientEvents, Figures, FloorSnapshot } from '../../shared/wire.ts'
import { onSignedInAgain, tellSessionEnded } from '../ui/sessionNews.ts'
import { type Followed, followChanges, followNothing, followSnapshot } from './follow.ts'
import { type LiveSocket, makeLiveSocket } from './socket.ts'

/** How long a request may go unanswered, in ms. */
const REQUEST_MS = 8_000

type EventName = keyof ClientEvents
type Payload<E extends EventName> = Parameters<ClientEvents[E]> extends [infer P, (answer: never) => void] ? [P] : []
type Answer<E extends EventName> = Parameters<ClientEvents[E]> extends [...unknown[], (answer: infer A) => void] ? A : never

export interface LiveFloor {
  /** The floor as a store: reading a field makes a component follow that field alone. */
  readonly floor: Accessor<Floor>
  readonly figures: Accessor<Figures>
  /** The account that is connected; null for a board and before the first snapshot. */
  readonly you: Accessor<FloorSnapshot['you']>
  /** True from the first snapshot on. */
  readonly known: Accessor<boolean>
  /** The link is up and the floor has been taken from it anew. */
  readonly connected: Accessor<boolean>
  /** True when the server refused the connection itself: not signed in any more, or a used ticket. It does not try again. */
  readonly refused: Accessor<boolean>
  /** ms since the server was last heard, by the page's clock; infinite before the first time. Moves twice a second. */
  readonly dataAgeMs: Accessor<number>
  /** The server's clock now, ms since 1970; not reactive, read it within a ticking computation. */
  readonly serverNow: () => number
  /** Asks the server and waits for its acknowledgement; never throws: no connection or no answer in time is `timeout`. */
  readonly request: <E extends EventName>(event: E, ...payload: Payload<E>) => Promise<Answer<E>>
  /**
   * Hears of the changes themselves, just before the floor follows them: what became of a call is in no floor. What happened while
   * the link was down is never told. Until the returned function is called.
   */
  readonly onChanges: (listener: (changes: readonly Change[]) => void) => () => void
  /** Hears that the work list of messages has changed, or may have while the link was down. Until the returned function is called. */
  readonly onMessagesChanged: (listener: () => void) => () => void
  /** Hears of each change of one's own forms, in whichever page; null: the link was down, and any may have changed. Until the returned function is called. */
  readonly onFormSaved: (listener: (form: { readonly call: CallId; readonly rev: number } | null) => void) => () => void
  /** Tests the link at once, after sleep or a change of network: a dead connection is replaced instead of waited for. */
  readonly wake: () => void
  readonly dispose: () => void
}

export interface LiveOptions {
  /** A board's ticket, asked before each connect. */
  readonly ticket?: (() => string | undefined) | string
  /** Called with the ticket that replaces a used one. */
  readonly onTicket?: (ticket: string) => void
  /** Reloads the page when the served pages have changed; for boards, that nobody touches. */
  readonly reloadOnBuild?: boolean
  /** The socket to follow; the server's own unless a test has another. */
  readonly makeSocket?: typeof makeLiveSocket
}

/**
 * Follows the server's floor for as long as its owner lives. Everything anew on each connect; then numbered changes; a missing
 * number, or a heartbeat that is ahead, asks for everything anew.
 */
export function createLiveFloor(options: LiveOptions = {}): LiveFloor {
  // reconcile writes into the objects that a store holds, so the shared empty floor must not become one of them
  const [held, setHeld] = createStore<{ floor: Floor; figures: Figures }>({ floor: structuredClone(emptyFloor), figures: {} })
  const [you, setYou] = createSignal<FloorSnapshot['you']>(null)
  const [known, setKnown] = createSignal(false)
  const [connected, setConnected] = createSignal(false)
  const [refused, setRefused] = createSignal(false)
  const [dataAgeMs, setDataAge] = createSignal(Number.POSITIVE_INFINITY)

  const listeners = new Set<(changes: readonly Change[]) => void>()
  const messageListeners = new Set<() => void>()
  const formListeners = new Set<(form: { readonly call: CallId; readonly rev: number } | null) => void>()
  const tellForm = (form: { readonly call: CallId; readonly rev: number } | null) => {
    for (const listener of [...formListeners]) listener(form)
  }
  const tellMessages = () => {
    for (const listener of [...messageListeners]) listener()
  }
  let followed: Followed = followNothing
  let build: string | undefined
  let heardAt = Number.NEGATIVE_INFINITY
  let skew: number | undefined
  let ticket = typeof options.ticket === 'string' ? options.ticket : undefined
  const askTicket = typeof options.ticket === 'function' ? options.ticket : () => ticket
  const socket: LiveSocket = (options.makeSocket ?? makeLiveSocket)(askTicket)

  function heard(serverTime?: number) {
    heardAt = performance.now()
    if (serverTime !== undefined) skew = settledSkew(skew, serverTime - performance.now())
    setDataAge(0)
  }

  function show(next: Followed) {
    const before = followed
    followed = next
    if (next.floor !== before.floor) setHeld('floor', reconcile(next.floor))
    if (next.needsSnapshot && !before.needsSnapshot) void askSnapshot()
  }

  function take(snapshot: FloorSnapshot) {
    if (options.reloadOnBuild && build !== undefined && build !== snapshot.build) return location.reload()
    build = snapshot.build
    // at once, so that nobody sees a fresh link with an old floor
    batch(() => {
      heard(snapshot.now)
      setYou(snapshot.you)
      setHeld('figures', reconcile(snapshot.figures))
      show(followSnapshot(snapshot))
      setKnown(true)
      setConnected(socket.connected)
    })
  }

  async function askSnapshot() {
    const answer = (await request('floor:get')) as Ack<FloorSnapshot>
    if (answer.ok) take(answer.value)
    else if (socket.connected) socket.disconnect().connect()
  }

  async function request<E extends EventName>(event: E, ...payload: Payload<E>): Promise<Answer<E>> {
    const timeout = refuse('timeout') as unknown as Answer<E>
    if (!socket.connected) return timeout
    // each event's own types are in the signature; socket.io's overloads cannot follow a generic event name
    const emit = socket.timeout(REQUEST_MS).emitWithAck as unknown as (event: string, ...payload: unknown[]) => Promise<Answer<E>>
    try {
      return await emit.call(socket.timeout(REQUEST_MS), event, ...payload)
    } catch {
      return timeout
    }
  }

  socket.on('disconnect', (reason) => {
    setConnected(false)
    followed = { ...followed, needsSnapshot: true }
    // socket.io leaves it to us when the server closed the connection on purpose
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000)
  })
  socket.on('connect_error', () => {
    // `active` is false when the server answered and said no; trying again by itself would not change the answer
    if (socket.active) return
    setRefused(true)
    tellSessionEnded()
  })
  socket.on('floor:snapshot', (snapshot) => {
    take(snapshot)
    tellMessages()
    tellForm(null)
  })
  socket.on('messages:changed', tellMessages)
  socket.on('form:saved', tellForm)
  socket.on('floor:changed', (changed) => {
    heard()
    for (const listener of [...listeners]) listener(changed.changes)
    show(followChanges(followed, changed))
  })
  socket.on('figures:changed', (figures) => setHeld('figures', reconcile(figures)))
  socket.on('heartbeat', (beat) => {
    heard(beat.now)
    if (beat.rev > followed.floor.rev && !followed.needsSnapshot) show({ ...followed, needsSnapshot: true })
  })
  socket.on('board:ticket', (next) => {
    ticket = next
    options.onTicket?.(next)
  })
  socket.connect()

  const ageing = setInterval(() => setDataAge(performance.now() - heardAt), 500)

  function wake() {
    if (!socket.connected) {
      if (!refused()) socket.connect()
      return
    }
    if (performance.now() - heardAt < STALE_MS) return
    socket.disconnect().connect()
  }

  const stopAgain = onSignedInAgain(() => {
    setRefused(false)
    socket.connect()
  })

  function dispose() {
    stopAgain()
    clearInterval(ageing)
    socket.disconnect()
  }
  onCleanup(dispose)

  return {
    floor: () => held.floor,
    figures: () => held.figures,
    you,
    known,
    connected,
    refused,
    dataAgeMs,
    serverNow: () => (skew === undefined ? Date.now() : performance.now() + skew),
    request,
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onMessagesChanged(listener) {
      messageListeners.add(listener)
      return () => messageListeners.delete(listener)
    },
    onFormSaved(listener) {
      formListeners.add(listener)
      return () => formListeners.delete(listener)
    },
    wake,
    dispose,
  }
}

/** Beyond this difference one of the clocks was set, in ms. */
const CLOCK_SET_MS = 1_000

/**
 * The skew to go on with. A message can only be late, never early, so the largest skew seen is the truest; following each one would
 * make ticking times stutter.
 */
export function settledSkew(known: number | undefined, seen: number): number {
  return known === undefined || Math.abs(seen - known) > CLOCK_SET_MS ? seen : Math.max(known, seen)
}
