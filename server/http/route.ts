import type { z } from 'zod'
import type { Outcome } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import type { Report } from '../../shared/reports/report.ts'
import type { StaffingReport, StaffingSpan } from '../../shared/review/staffing.ts'
import type { Role } from '../../shared/wire.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { BoardLinks } from '../auth/boardLinks.ts'
import type { Devices } from '../auth/devices.ts'
import type { Found, Sessions } from '../auth/sessions.ts'
import type { SetupToken } from '../auth/setupToken.ts'
import type { SignInThrottle } from '../auth/signInThrottle.ts'
import type { Config } from '../config.ts'
import type { Counts } from '../duties/counts.ts'
import type { Reports } from '../duties/reports.ts'
import type { DutyBook } from '../duties/settings.ts'
import type { FloorPort } from '../floor/port.ts'
import type { Forms } from '../forms/forms.ts'
import type { NoteReading } from '../forms/reading.ts'
import type { OpeningHours } from '../hours/opening.ts'
import type { Imports } from '../imports/imports.ts'
import type { BoardViews } from '../live/boardViews.ts'
import type { Log } from '../log.ts'
import type { Recordings } from '../prompts/recordings.ts'
import type { EmailReplies } from '../record/emailReplies.ts'
import type { Meetings } from '../record/meetings.ts'
import type { TextBook } from '../record/writtenTexts.ts'
import type { Asks } from '../services/asks.ts'
import type { RegisterFiles } from '../services/exchange/files.ts'
import type { ServiceMeetings } from '../services/meetings.ts'
import type { Register } from '../services/register.ts'
import type { Strangers } from '../shares/strangers.ts'
import type { Grounds } from '../staff/grounds.ts'
import type { StaffDataDesk } from '../staff/staffData.ts'
import type { TrainingLog } from '../staff/training.ts'
import type { Review } from '../stats/review.ts'
import type { WeekReview } from '../stats/week/weekReview.ts'
import type { SurveyReviewing } from '../survey/review.ts'
import type { Voicemail } from '../voicemail/voicemail.ts'

/** What the routes stand on. */
export interface ApiParts {
  readonly config: Config
  readonly log: Log
  readonly floor: FloorPort
  readonly opening: OpeningHours
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly boards: BoardLinks
  readonly boardViews: BoardViews
  readonly signIns: SignInThrottle
  readonly devices: Devices
  readonly setup: SetupToken
  readonly recordings: Recordings
  readonly replies: EmailReplies
  readonly forms: Forms
  readonly noteReading: NoteReading
  readonly voicemail: Voicemail
  readonly review: Review
  readonly weeks: WeekReview
  readonly meetings: Meetings
  /** What may be told of these lines, from the first to the last day. */
  readonly report: (lines: readonly Line[], from: string, to: string) => Promise<Report>
  /** How a line was staffed; without a period, in the present one. */
  readonly staffing: (line: Line, span: StaffingSpan, period: string | undefined) => Promise<StaffingReport>
  readonly surveyReview: SurveyReviewing
  readonly imports: Imports
  readonly strangers: Strangers
  readonly register: Register
  readonly registerFiles: RegisterFiles
  readonly serviceMeetings: ServiceMeetings
  readonly asks: Asks
  readonly dutyBook: DutyBook
  /** The guidance, as lawyers have written it. */
  readonly dutyTexts: TextBook
  /** The operator's rules for questions of the form. */
  readonly formRules: TextBook
  readonly dutyCounts: Counts
  readonly dutyReports: Reports
  readonly staffData: StaffDataDesk
  /** Pages for advisors. */
  readonly knowledge: TextBook
  readonly grounds: Grounds
  readonly training: TrainingLog
}

export interface Asked<B> {
  readonly body: B
  /** The `:id` of the path. */
  readonly id: string
  /** Every `:name` of the path, as it was sent. */
  readonly params: Readonly<Record<string, string>>
  /** What stands after the question mark; of a name that is there twice, the last. */
  readonly query: Readonly<Record<string, string>>
  readonly who: Found | null
  /** The Cookie header. */
  readonly cookie: string | undefined
  /** Where it came from, for throttles alone. */
  readonly address: string
  /** Sends a `Set-Cookie` value with the answer. */
  setCookie(value: string): void
}

/** An answer that is a file. */
export class Content {
  readonly type: string
  readonly bytes: Buffer
  /** What it is saved as; a browser that is sent to it shows nothing of it. */
  readonly fileName: string

  constructor(type: string, bytes: Buffer, fileName: string) {
    this.type = type
    this.bytes = bytes
    this.fileName = fileName
  }

  /** A JSON file. */
  static json(value: unknown, fileName: string): Content {
    return new Content('application/json; charset=utf-8', Buffer.from(JSON.stringify(value, null, 1)), fileName)
  }
}

/** One route as data. An answer of undefined is 204. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  /** Who may ask; `anyone` needs no session. */
  readonly roles: 'anyone' | readonly Role[]
  readonly body?: z.ZodType<unknown>
  /** Of a route that takes bytes: how many at most. */
  readonly mostBytes?: number
  // biome-ignore lint/suspicious/noExplicitAny: route() has tied the body's type to its schema
  readonly handle: (asked: Asked<any>) => Promise<Outcome<unknown>>
}

/** A route without a body. */
export function route(
  method: Route['method'],
  path: string,
  roles: Route['roles'],
  handle: (asked: Asked<undefined>) => Promise<Outcome<unknown>>,
): Route {
  return { method, path, roles, handle }
}

/** A route whose handler gets its body parsed. */
export function routeWith<B>(
  method: Route['method'],
  path: string,
  roles: Route['roles'],
  body: z.ZodType<B>,
  handle: (asked: Asked<B>) => Promise<Outcome<unknown>>,
): Route {
  return { method, path, roles, body, handle }
}

/** A route whose handler gets the body as it came; null when it has more than `mostBytes`. */
export function routeWithBytes(
  method: Route['method'],
  path: string,
  roles: Route['roles'],
  mostBytes: number,
  handle: (asked: Asked<Buffer | null>) => Promise<Outcome<unknown>>,
): Route {
  return { method, path, roles, mostBytes, handle }
}

/** The session's owner; for handlers of routes that need one. */
export function signedIn(asked: Asked<unknown>): Found {
  if (!asked.who) throw new Error('route: a handler that needs a session was reached without one')
  return asked.who
}

/** The floor as it is now. */
export function floorNow(floor: FloorPort) {
  const { now, unsubscribe } = floor.subscribe(() => {})
  unsubscribe()
  return now
}
