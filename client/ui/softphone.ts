import { debug, UA } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { MEDIA_CHECK_LINE } from '../../shared/limits.ts'
import { makeSipCall, SESSION_EXPIRES_S, type SipCall } from './sipCall.ts'
import { makeSipSocket } from './sipSocket.ts'

/** The one file of the client that knows which SIP stack is used. */
export type JsSipSession = RTCSession

interface NewSession {
  readonly originator: string
  readonly session: JsSipSession
  readonly request: { getHeader(name: string): string | undefined }
}

export type SipLineState = 'connecting' | 'registered' | 'disconnected' | 'refused' | 'closed'

/** A registered line: calls come to this page for as long as it is open. */
export interface SipLine {
  readonly state: () => SipLineState
  /** Tests the link at once, after sleep or a change of network, and replaces a dead one. Registers anew. */
  readonly wake: () => void
  /** Lets go quietly: calls that are up are left alone until they end, nothing new comes. */
  readonly close: () => void
}

export interface SipLineOptions {
  /** wss://host/sip */
  readonly url: string
  /** sip:USERNAME@host; the session cookie proves who it is. */
  readonly uri: string
  /** UUID of this page: whichever page registered last is the one that rings. */
  readonly instanceId: string
  readonly onIncoming: (call: SipCall) => void
  /** `code` is the SIP status with which a registration was refused. */
  readonly onState: (state: SipLineState, code?: number) => void
}

export interface PlaceCallOptions {
  /** wss://host/sip */
  readonly url: string
  /** Id of the line. */
  readonly line: string
  /** What the caller reads, for prompts in the same language. */
  readonly language: string
  readonly stream: MediaStream
  /** Of the call that a fault of the server has ended; null without one. */
  readonly returnTicket?: string | null
  /** Gives up while connecting. */
  readonly signal?: AbortSignal
  readonly onTransport?: (connected: boolean) => void
}

/** Seconds between attempts to reach the server again. */
const RECOVERY_S = { connection_recovery_min_interval: 1, connection_recovery_max_interval: 4 }
/** No STUN: the server has an address of its own, and learns ours by what arrives. */
const PC_CONFIG: RTCConfiguration = { iceServers: [], bundlePolicy: 'max-bundle' }
/** How long a first connection may take, in ms. */
const CONNECT_MS = 10_000
/** How long a woken link has to answer, in ms. */
const WAKE_MS = 3_000

/** Where the server that served this page speaks SIP. */
export const sipUrl = () => `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sip`

/** A line that registers itself and comes back by itself. The caller of this function closes it. */
export function createSipLine(options: SipLineOptions): SipLine {
  debug.disable()
  const socket = makeSipSocket(options.url)
  const ua = new UA({
    sockets: socket,
    uri: options.uri,
    instance_id: options.instanceId,
    register: true,
    register_expires: 120,
    user_agent: 'Lyhord',
    ...RECOVERY_S,
  })
  const calls = new Set<SipCall>()
  const pcConfig = preparedConfig()
  let state: SipLineState = 'connecting'

  function enter(next: SipLineState, code?: number) {
    if (state === 'closed' || (state === next && code === undefined)) return
    state = next
    options.onState(next, code)
  }

  ua.on('registered', () => {
    enter('registered')
    for (const call of calls) call.repair()
  })
  ua.on('registrationFailed', ({ response }) => (response ? enter('refused', response.status_code) : enter('disconnected')))
  ua.on('unregistered', () => enter('disconnected'))
  ua.on('disconnected', () => enter('disconnected'))
  ua.on('connecting', () => enter('connecting'))
  ua.on('newRTCSession', ({ originator, session, request }: NewSession) => {
    if (originator !== 'remote') return
    // 480, not 603: nobody has declined
    if (state === 'closed') return session.terminate({ status_code: 480 })
    const call = makeSipCall(session, true, pcConfig, /^auto\b/i.test(request.getHeader('Answer-Mode') ?? ''))
    calls.add(call)
    call.subscribe((event) => {
      if (event.type === 'ended') calls.delete(call)
    })
    options.onIncoming(call)
  })
  ua.start()

  return {
    state: () => state,
    wake() {
      if (state === 'closed') return
      if (!ua.isConnected()) return replaceTransport(ua)
      const asked = performance.now()
      ua.register()
      setTimeout(() => {
        if (state !== 'closed' && socket.heardAt() < asked) replaceTransport(ua)
      }, WAKE_MS)
    },
    close() {
      if (state === 'closed') return
      enter('closed')
      const up = [...calls].filter((call) => call.phase() === 'up')
      if (up.length === 0) return ua.stop()
      for (const call of up) call.subscribe((event) => event.type === 'ended' && ua.stop())
    },
  }
}

/**
 * Calls a line without an account: From and Contact are anonymous, nothing is registered. Resolves when the INVITE is on its way, or
 * with `timeout` when the server could not be reached in time or the signal was aborted. The call closes its own connection when it
 * has ended. While it is up, a lost connection is made again and the talk goes on.
 */
export async function placeCall(options: PlaceCallOptions): Promise<Outcome<SipCall>> {
  debug.disable()
  const ua = new UA({
    sockets: makeSipSocket(options.url),
    uri: 'sip:anonymous@anonymous.invalid',
    register: false,
    user_agent: 'Lyhord',
    ...RECOVERY_S,
  })
  ua.start()
  if (!(await connected(ua, options.signal))) {
    ua.stop()
    return refuse('timeout')
  }
  const session = ua.call(`sip:${options.line}@${new URL(options.url).hostname}`, {
    mediaStream: options.stream,
    sessionTimersExpires: SESSION_EXPIRES_S,
    extraHeaders: [
      `Accept-Language: ${options.language}`,
      'Recv-Info: lyhord-state',
      ...(options.returnTicket ? [`Lyhord-Return: ${options.returnTicket}`] : []),
    ],
    pcConfig: PC_CONFIG,
  })
  const call = makeSipCall(session, false, () => PC_CONFIG)
  ua.on('connected', () => {
    options.onTransport?.(true)
    call.repair()
  })
  ua.on('disconnected', () => options.onTransport?.(false))
  call.subscribe((event) => {
    if (event.type === 'ended') ua.stop()
  })
  return ok(call)
}

/** How long sound may take to come back from the server, in ms. */
const ECHO_MS = 6_000
/** Packets that must come back before we believe it. */
const ECHO_PACKETS = 5

/** Whether sound gets to the server and back by this network: calls the server's echo with silence, and hangs up. For signed-in pages. */
export async function reachesMedia(url: string): Promise<boolean> {
  const context = new AudioContext()
  const silence = context.createMediaStreamDestination()
  // Without a source that runs, nothing at all is sent, not even silence.
  const source = new ConstantSourceNode(context, { offset: 0 })
  source.connect(silence)
  source.start()
  const call = await placeCall({ url, line: MEDIA_CHECK_LINE, language: 'sv', stream: silence.stream })
  try {
    if (!call.ok) return false
    const deadline = performance.now() + ECHO_MS
    while (performance.now() < deadline && call.value.phase() !== 'ended') {
      const heard = (await call.value.readings())?.packetsReceived ?? 0
      if (heard >= ECHO_PACKETS) return true
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    return false
  } finally {
    if (call.ok) call.value.end()
    void context.close()
  }
}

function connected(ua: UA, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, CONNECT_MS, false)
    ua.on('connected', () => {
      clearTimeout(timer)
      resolve(signal?.aborted !== true)
    })
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}

/** The stack offers no way to hurry its own timer, so the transport is taken down and up again by hand. */
function replaceTransport(ua: UA): void {
  const { transport } = ua as unknown as { readonly transport: { connect(): void; disconnect(): void } }
  transport.disconnect()
  transport.connect()
}

/** Settings with a certificate made ahead of time, which answering then need not wait for. */
function preparedConfig(): () => RTCConfiguration {
  let prepared = PC_CONFIG
  RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams).then(
    (certificate) => {
      prepared = { ...PC_CONFIG, certificates: [certificate] }
    },
    // then each call makes its own
    () => {},
  )
  return () => prepared
}
