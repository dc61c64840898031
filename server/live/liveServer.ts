import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type DefaultEventsMap, type Namespace, Server, type Socket } from 'socket.io'
import { z } from 'zod'
import { type Outcome, refuse } from '../../shared/errors.ts'
import type { Floor, LineId } from '../../shared/floor/model.ts'
import type { Me } from '../../shared/http.ts'
import { HEARTBEAT_MS } from '../../shared/limits.ts'
import { type ClientEvents, type FloorSnapshot, LIVE_NAMESPACE, type ServerEvents } from '../../shared/wire.ts'
import type { BoardLinks } from '../auth/boardLinks.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import type { FloorPort } from '../floor/port.ts'
import type { Forms } from '../forms/forms.ts'
import { parse } from '../http/inputs.ts'
import { isSameOrigin, securityHeaders } from '../http/security.ts'
import type { Log } from '../log.ts'
import { type AdmissionQueue, createAdmissionQueue } from '../shares/admissionQueue.ts'
import type { Strangers } from '../shares/strangers.ts'
import { every } from '../timers.ts'
import type { Voicemail } from '../voicemail/voicemail.ts'
import type { BoardView, BoardViews } from './boardViews.ts'
import type { FigureFeed } from './figureFeed.ts'
import { type Asker, type LiveRequest, type LiveSwitchboard, liveRequests } from './requests.ts'
import { figuresOf } from './view.ts'

/** What is known of a connected browser; set once, before it is let in. */
interface Known {
  readonly me: Me
  /** Lines that a board may show, null for all; not looked at for staff. */
  readonly lines: readonly LineId[] | null
  /** Its session; null when it came by ticket. */
  readonly session: string | null
  /** Rooms it is cut off by: its session, its board. */
  readonly ties: readonly string[]
  /** The ticket for its next connect; null when it came by cookie. */
  readonly nextTicket: string | null
}

type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, Known>
type Live = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, Known>

export interface LiveParts {
  readonly httpServer: HttpServer
  readonly config: Config
  readonly log: Log
  readonly floor: FloorPort
  readonly sessions: Sessions
  readonly boards: BoardLinks
  readonly boardViews: BoardViews
  readonly strangers: Strangers
  readonly switchboard: LiveSwitchboard
  readonly clock: () => number
  /** Whether an advisor of these lines may call back from this line for this message. */
  readonly mayAnswer: Voicemail['mayAnswer']
  /** Follows the work list of messages; returns how to stop. */
  readonly onMessagesChanged: (listener: () => void) => () => void
  /** Follows changes of forms; returns how to stop. */
  readonly onFormSaved: Forms['onSaved']
  /** Follows what moves figures without a change of the floor; returns how to stop. */
  readonly onFiguresMoved: (listener: () => void) => () => void
  /** Made by the caller, for it reads the record; told here what happens. */
  readonly figures: (onChange: (figures: FloorSnapshot['figures']) => void) => Promise<FigureFeed>
}

export interface LiveServer {
  /** Cuts every link and stops following the floor. The HTTP server stays open. */
  close(): Promise<void>
}

/** A board's sign of life is written, and a session looked at, this often. */
const SIGN_MS = 60_000

/** A ticket that is exchanged writes to the record, on which calls wait too. */
const EXCHANGES_AT_ONCE = 2
const MOST_EXCHANGES_WAITING = 32

const STAFF = 'staff'
const boardAuth = z.object({ ticket: z.string().min(1).max(200) })

/**
 * The live link: on connect a snapshot, then every numbered change, a heartbeat, and figures when they move. Staff see the floor. Boards see
 * what is drawn of their lines, whole each time that it has moved, with numbers of its own: a change of the floor names calls and
 * advisors, and what a board cannot see must not even be counted by it. Each announcement is put into bytes once for all who get the same.
 */
export async function createLiveServer(parts: LiveParts): Promise<LiveServer> {
  const { config, log, floor, sessions, boards, boardViews, strangers, clock } = parts
  const io = new Server(parts.httpServer, {
    serveClient: false,
    // Upgrades to /sip are the switchboard's.
    destroyUpgrade: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16_384,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => answer(null, isSameOrigin(request, config) && mayLink(strangers, request)),
  })
  for (const headers of securityHeaders(config)) io.engine.use(headers)
  io.engine.on('connection', (link) => boundLinks(strangers, link))
  // Nothing is said in the namespace that is there by default, so nobody stays in it.
  io.use((_socket, next) => next(new Error('notAllowed')))
  const live: Live = io.of(LIVE_NAMESPACE)
  const exchanges = createAdmissionQueue(EXCHANGES_AT_ONCE, MOST_EXCHANGES_WAITING)
  const told = new Map<string, string>()
  const feed = await parts.figures((figures) => {
    live.to(STAFF).emit('figures:changed', figures)
    for (const view of boardViews.all()) {
      const own = figuresOf(figures, view.floor.lines)
      const text = JSON.stringify(own)
      if (told.get(view.key) !== text) live.to(viewRoom(view)).emit('figures:changed', own)
      told.set(view.key, text)
    }
  })

  const subscription = floor.subscribe(({ rev, changes, floor: after }) => {
    now = after
    live.to(STAFF).emit('floor:changed', { rev, changes })
    feed.after(changes)
  })
  let now: Floor = subscription.now

  const snapshotOf = (view: BoardView): FloorSnapshot => ({
    ...{ rev: view.floor.rev, floor: view.floor, now: clock(), build: config.build, you: null },
    figures: figuresOf(feed.now(), view.floor.lines),
  })
  const snapshotFor = (me: Asker): FloorSnapshot =>
    me.role === 'board'
      ? snapshotOf(boardViews.of(me.lines))
      : {
          ...{ rev: now.rev, floor: now, now: clock(), build: config.build, figures: figuresOf(feed.now(), now.lines) },
          you: { id: me.id, role: me.role, name: now.advisors[me.id]?.name ?? me.name },
        }
  const requests = Object.entries(liveRequests({ floor, switchboard: parts.switchboard, mayAnswer: parts.mayAnswer, clock, snapshotFor }))

  live.use((socket, next) => {
    know(socket, sessions, boards, strangers, exchanges).then(
      (known) => {
        // A page that is refused in words gives up for good; one whose link is cut comes again later by itself.
        if (known === 'tooManyAttempts') return socket.conn.close()
        if (!known) return next(new Error('notSignedIn'))
        socket.data = known
        next()
      },
      (error: unknown) => {
        log.error('live fault', { error })
        next(new Error('serverFault'))
      },
    )
  })
  live.on('connection', (socket) => {
    const { me, lines, ties, nextTicket } = socket.data
    for (const [event, request] of requests) socket.on(event as never, served(request, event, socket, parts) as never)
    // Joined and told in one breath: no change falls between the snapshot and the first announcement.
    socket.join([me.role === 'board' ? viewRoom(boardViews.of(lines)) : STAFF, ...ties])
    socket.emit('floor:snapshot', snapshotFor({ ...me, lines }))
    if (nextTicket !== null) socket.emit('board:ticket', nextTicket)
    const look = () =>
      void stillThere(socket, sessions, boards).catch((error: unknown) => {
        if (socket.connected) log.error('live fault', { error })
      })
    // What has ended between being let in and joining its rooms was told to nobody.
    look()
    const sign = every(SIGN_MS, look)
    socket.on('disconnect', () => clearInterval(sign))
  })

  const stopViews = boardViews.onMoved((view) => live.to(viewRoom(view)).emit('floor:snapshot', snapshotOf(view)))
  const stopEnded = sessions.onEnded((keys) => live.in(keys.map(sessionRoom)).disconnectSockets(true))
  const stopRemoved = boards.onRemoved((board) => live.in(boardRoom(board)).disconnectSockets(true))
  const stopFigures = parts.onFiguresMoved(() => feed.refresh())
  const stopForms = parts.onFormSaved((advisor, form) => live.to(accountRoom(advisor)).emit('form:saved', form))
  const stopMessages = parts.onMessagesChanged(() => live.to(STAFF).emit('messages:changed'))
  const beats = every(HEARTBEAT_MS, () => {
    const at = clock()
    live.to(STAFF).volatile.emit('heartbeat', { now: at, rev: now.rev })
    for (const view of boardViews.all()) live.to(viewRoom(view)).volatile.emit('heartbeat', { now: at, rev: view.floor.rev })
    feed.tick(now, at)
  })

  return {
    async close() {
      clearInterval(beats)
      subscription.unsubscribe()
      stopViews()
      stopEnded()
      stopRemoved()
      stopFigures()
      stopForms()
      stopMessages()
      await feed.close()
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}

const sessionRoom = (key: string): string => `session:${key}`
const accountRoom = (account: string): string => `account:${account}`
const viewRoom = ({ key }: BoardView): string => `view:${key}`
const boardRoom = (board: string): string => `board:${board}`

/** Whether a network may ask for one more link now. */
function mayLink({ clientOf, ledger }: Strangers, request: IncomingMessage): boolean {
  const client = clientOf(request)
  if (client.is !== 'stranger') return client.is === 'local'
  return ledger.take(client.networks, 'links')
}

/** Counts a link as long as it is open, and cuts the ones beyond its network's share. */
function boundLinks(
  { clientOf, ledger }: Strangers,
  link: { request: IncomingMessage; close(): void; once(event: 'close', then: () => void): void },
): void {
  const client = clientOf(link.request)
  if (client.is !== 'stranger') return
  const visitor = ledger.visit(client.networks)
  const held = visitor.hold('links')
  visitor.close()
  if (!held) return link.close()
  link.once('close', () => held.release())
}

async function know(
  socket: LiveSocket,
  sessions: Sessions,
  boards: BoardLinks,
  { clientOf, ledger }: Strangers,
  exchanges: AdmissionQueue,
): Promise<Known | 'tooManyAttempts' | null> {
  // A ticket goes before a cookie: a supervisor may open a board in the browser that is signed in.
  const auth = boardAuth.safeParse(socket.handshake.auth)
  if (auth.success) {
    const client = clientOf(socket.request)
    if (client.is === 'stranger' && !ledger.take(client.networks, 'tickets')) return 'tooManyAttempts'
    const exchange = exchanges(() => boards.exchange(auth.data.ticket))
    if (!exchange) return 'tooManyAttempts'
    const link = await exchange
    if (!link) return null
    const me: Me = { id: link.board, username: '', name: link.name, role: 'board' }
    return { me, session: null, lines: await boards.linesOf(link.board), ties: [boardRoom(link.board)], nextTicket: link.next }
  }
  const found = await sessions.find(socket.handshake.headers.cookie)
  if (!found) return null
  const ties = found.board === null ? [sessionRoom(found.key), accountRoom(found.me.id)] : [sessionRoom(found.key), boardRoom(found.board)]
  return {
    me: found.me,
    session: found.key,
    lines: found.board === null ? null : await boards.linesOf(found.board),
    ties,
    nextTicket: null,
  }
}

/** A connected page is cut off when its session has run out or its board is removed. That it is open is no sign of a person. */
async function stillThere(socket: LiveSocket, sessions: Sessions, boards: BoardLinks): Promise<void> {
  const { me, nextTicket } = socket.data
  const there = nextTicket !== null ? await boards.touch(me.id) : (await sessions.find(socket.handshake.headers.cookie)) !== null
  if (!there) socket.disconnect(true)
}

/** A handler that never throws at a browser: whatever comes is parsed, checked for role, done, and acknowledged when that was asked for. */
function served(request: LiveRequest, event: string, socket: LiveSocket, { log, sessions }: LiveParts) {
  return (...sent: unknown[]): void => {
    const last = sent.at(-1)
    const ack = typeof last === 'function' ? (outcome: Outcome<unknown>) => last(outcome) : () => {}
    answer(request, socket, sessions, typeof last === 'function' ? sent.slice(0, -1) : sent)
      .catch((error: unknown) => {
        log.error('live fault', { command: event, error })
        return refuse('serverFault')
      })
      .then(ack)
      .catch((error: unknown) => log.error('live fault', { command: event, error }))
  }
}

async function answer(request: LiveRequest, socket: LiveSocket, sessions: Sessions, sent: readonly unknown[]): Promise<Outcome<unknown>> {
  const { session } = socket.data
  const me: Asker = { ...socket.data.me, lines: socket.data.lines }
  if (!request.roles.includes(me.role)) return refuse('notAllowed')
  if (request.byPerson && session !== null) await sessions.input(session)
  if (!request.input) return request.handle(me, undefined)
  const payload = parse(request.input, sent[0])
  return payload.ok ? request.handle(me, payload.value) : payload
}
