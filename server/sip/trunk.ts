import { URI } from 'sip.js'
import type { TrunkFault } from '../../shared/floor/model.ts'
import type { TrunkSettings } from '../config.ts'
import type { Log } from '../log.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { after } from '../timers.ts'
import type { SipCore } from './core.ts'
import type { Dialog, DialogHandlers } from './dialog.ts'
import { anonymous, call } from './outgoing.ts'
import { createRegistration, REGISTRATION_TIMES, type RegistrationTimes } from './registration.ts'
import type { SipSocket } from './sockets.ts'
import { createTrunkLink, LINK_TIMES, type LinkTimes } from './trunkLink.ts'

/** Why a telephone did not answer. */
export const DIAL_FAULTS = ['busy', 'noAnswer', 'unreachable', 'refused'] as const
export type DialFault = (typeof DIAL_FAULTS)[number]

export interface DialHandlers extends DialogHandlers {
  /** It rings, as far as the network says; more than once is possible. */
  onRinging(): void
  /** Sound comes before the answer: the network's ringing tone or announcement. At most once. */
  onEarlyMedia(remote: RemoteAudio): void
  /** Answered. `remote` is the same as with early media, where that came. */
  onAnswer(remote: RemoteAudio, dialog: Dialog): void
  /** Not answered, and it is over. `refused`: the trunk will not, or there is none just now. */
  onRefused(why: DialFault): void
}

/** The server as a client of a trunk: registered there, called from there, calling through it. */
export interface Trunk {
  /**
   * Dials a telephone number through the trunk: a dialog built from nothing. `show`: the number that the callee sees, null for none
   * (From anonymous, `Privacy: id`, RFC 3323). Numbers are digits, with `+` or without; others are `unreachable`. No handler is called
   * before this returns; after `cancel` none is. Gives up by itself after 90 s of ringing.
   */
  dial(number: string, show: string | null, sdp: string, handlers: DialHandlers): { cancel(): void }
  /** The link that calls come and go over. */
  readonly socket: SipSocket
  /** Null while calls can come and go; otherwise why they cannot. */
  readonly fault: TrunkFault | null
  /** Takes the registration back and ends the link, for good. */
  close(): Promise<void>
}

export interface TrunkHandlers {
  /** Told at each change of `fault`. */
  onState(fault: TrunkFault | null): void
}

export interface TrunkTimes {
  readonly link: LinkTimes
  readonly registration: RegistrationTimes
  /** Ringing at most, in ms. */
  readonly ringing: number
}

const TIMES: TrunkTimes = { link: LINK_TIMES, registration: REGISTRATION_TIMES, ringing: 90_000 }
const NUMBER = /^\+?[0-9]{1,20}$/

/**
 * Registers at the trunk and stays so for as long as it is there; a lost link is found within 15 s, and made again.
 * INVITEs that come over it reach `SipCoreHandlers.onInvite` with a socket whose `trunk` is true.
 */
export function createTrunk(sip: SipCore, settings: TrunkSettings, handlers: TrunkHandlers, log: Log, times = TIMES): Trunk {
  const { user, domain } = accountOf(settings)
  let fault: TrunkFault | null = 'lost'
  let closing = false
  /** What was logged last, so that an outage is one line and not thousands. */
  let said = ''

  function say(event: string, fields: { readonly status?: number; readonly code?: string }, level: 'info' | 'warn' | 'error'): void {
    const all = `${event} ${fields.status ?? fields.code ?? ''}`
    if (said === all) return
    said = all
    log[level](event, fields)
  }

  function enter(next: TrunkFault | null): void {
    if (fault === next || closing) return
    fault = next
    handlers.onState(next)
  }

  const link = createTrunkLink(
    settings.url,
    {
      onUp: () => registration.start(),
      onDown(code) {
        registration.stop()
        if (code === undefined) say('trunk link lost', {}, 'warn')
        else if (isDistrust(code)) say('trunk has a certificate that is not trusted', { code }, 'error')
        else say('trunk cannot be reached', { code }, 'warn')
        enter(linkFaultOf(code))
      },
      onMessage: (message) => sip.receive(link.socket, message),
      probe: (onAnswer) => sip.probe(link.socket, `sip:${domain}`, onAnswer, `<sip:${user}@${domain}>`),
    },
    times.link,
  )
  sip.authenticate(link.socket, { user, password: settings.password })
  const registration = createRegistration(
    sip,
    link.socket,
    { user, domain },
    {
      onRegistered() {
        link.proved()
        say('trunk registered', {}, 'info')
        if (fault !== null) sip.back(link.socket)
        enter(null)
      },
      onRefused(status) {
        const ours = status === 401 || status === 403 || status === 404 || status === 407
        say(ours ? 'trunk refuses our name or password' : 'trunk refuses to register us', { status }, 'error')
        enter(ours ? 'credentials' : 'refused')
      },
      onSilence: () => link.cut(),
    },
    times.registration,
  )

  return {
    socket: link.socket,
    get fault() {
      return fault
    },
    dial(number, show, sdp, dialled) {
      let over = false
      const refuse = (why: DialFault): void => {
        if (over) return
        over = true
        clearTimeout(patience)
        dialled.onRefused(why)
      }
      let request = { cancel() {} }
      const patience = after(times.ringing, () => {
        request.cancel()
        refuse('noAnswer')
      })
      if (!NUMBER.test(number) || (show !== null && !NUMBER.test(show))) queueMicrotask(() => refuse('unreachable'))
      else if (fault !== null) queueMicrotask(() => refuse('refused'))
      else {
        let early = false
        const shown = new URI('sip', show ?? user, domain)
        request = call(
          sip,
          link.socket,
          {
            target: new URI('sip', number, domain),
            from: show === null ? anonymous() : shown,
            fromName: show === null ? 'Anonymous' : '',
            headers: [`P-Preferred-Identity: <${shown}>`, `Privacy: ${show === null ? 'id' : 'none'}`],
            supported: ['outbound'],
          },
          sdp,
          {
            onBye: dialled.onBye,
            onOffer: dialled.onOffer,
            onProgress(status, remote) {
              if (over) return
              if (remote && !early) {
                early = true
                dialled.onEarlyMedia(remote)
              }
              if (status === 180) dialled.onRinging()
            },
            onAnswer(remote, dialog) {
              if (over) return dialog.bye()
              over = true
              clearTimeout(patience)
              dialled.onAnswer(remote, dialog)
            },
            onRefused: (status) => refuse(faultOf(status)),
          },
        )
      }
      return {
        cancel() {
          if (over) return
          over = true
          clearTimeout(patience)
          request.cancel()
        },
      }
    },
    async close() {
      closing = true
      fault = 'lost'
      await registration.leave()
      link.close()
    },
  }
}

/** Whether a link failed at the other end's certificate: nothing but a change of settings, there or here, will help (codes of Node's `tls`). */
function isDistrust(code: string): boolean {
  return /CERT|SELF_SIGNED|VERIFY|INVALID_CA|HOSTNAME_MISMATCH/.test(code)
}

/** What the failure of a link says of the trunk, by the system's code; undefined when it had none. */
export function linkFaultOf(code: string | undefined): TrunkFault {
  if (code === undefined) return 'lost'
  if (isDistrust(code)) return 'distrusted'
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'nameNotFound' : 'noConnection'
}

/** Name and domain of our account; without one of its own the domain is the host that we connect to. */
export function accountOf({ url, user }: Pick<TrunkSettings, 'url' | 'user'>): { readonly user: string; readonly domain: string } {
  const [name = '', domain] = user.split('@')
  return { user: name, domain: domain ?? new URL(url).hostname }
}

/** What a status says of the telephone that was called (RFC 3398, 7.2, the other way round). */
export function faultOf(status: number): DialFault {
  switch (status) {
    case 486:
    case 600:
    case 603:
      return 'busy'
    case 408:
    case 480:
    case 487:
      return 'noAnswer'
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
      return 'unreachable'
    default:
      return 'refused'
  }
}
