import type { Refusal } from './errors.ts'
import type { AdvisorId, Line, LineId } from './floor/model.ts'
import type { Language } from './languages.ts'
import type { Role } from './wire.ts'

/**
 * The HTTP contract. Every answer but sound is JSON; a refusal is `{ refusal }` with the status of its code.
 *
 *   GET    /healthz                -> { status: 'ok' }
 *   GET    /api/setup              -> SetupState
 *   POST   /api/setup              SetupRequest -> Me, sets the cookie (needs the one-time token)
 *   POST   /api/session            Credentials -> Me, sets the cookie
 *   GET    /api/session            -> SessionState, of the own session; asking moves no end
 *   POST   /api/session/input      -> SessionState: somebody is there, and the idle time begins anew
 *   DELETE /api/session            -> 204, ends it
 *   GET    /api/me                 -> Me
 *   PATCH  /api/me                 PasswordChange -> Me
 *   POST   /api/board-session      { ticket } -> Me (role board), sets the cookie; the ticket is used up
 *   GET    /api/floor              -> { rev, floor }
 *   GET    /api/lines              -> PublicLine[], public, for /call
 *   POST   /api/replies            NewReply -> MadeReply: one e-mail of a line has been answered
 *   DELETE /api/replies/:id        -> 204, takes back a slip
 *   GET    /api/replies/count      -> ReplyCounts, of the own lines
 *   /api/forms …                   filling in forms, see shared/form/forms.ts
 *   GET    /api/help               ?place=ID&kind=HelpKind -> HelpAnswer (shared/services/register.ts)
 *   GET    /api/help/everywhere    -> Service[], those for the whole country
 *   GET    /api/help/named         ?text=… -> Service[], by name, at most twelve
 *   GET    /api/help/names         ?ids=a,b -> { [id]: name }, also of services that are closed
 *   POST   /api/ask                { token } -> AskForm, public: what a service is asked about itself
 *   POST   /api/ask/answer         AskAnswer -> 204, public; the token is used up
 *   /api/duties …                  duties to report, see shared/duties/reports.ts
 *   GET    /api/me/data            -> StaffData (shared/staff/staffData.ts), everything that is kept of who asks
 *   GET    /api/me/training        -> Training[] (shared/staff/training.ts), the own
 *   GET    /api/knowledge          -> WrittenTexts (shared/writtenTexts.ts) of the pages for advisors (shared/knowledge.ts)
 *   GET    /api/knowledge/:id      -> WrittenText[], the versions of one text, newest first
 *   supervisors:
 *   PUT    /api/knowledge/:id      NewText -> WrittenText; changedMeanwhile when another version is there
 *   GET    /api/accounts/:id/training  -> Training[], the latest first
 *   POST   /api/accounts/:id/training  NewTraining -> Training
 *   DELETE /api/accounts/:id/training/:entry -> 204
 *   GET    /api/accounts/:id/data  -> StaffData of another account; that it was taken out is kept, and stands in it
 *   GET    /api/data-map           -> DataGround[] (shared/staff/dataMap.ts)
 *   PUT    /api/data-map/:id       NewDataGround -> DataGround; changedMeanwhile when another version is there
 *   GET    /api/accounts           -> Account[]
 *   POST   /api/accounts           NewAccount -> Account
 *   PATCH  /api/accounts/:id       Changing<AccountPatch> -> Account
 *   DELETE /api/accounts/:id       -> 204
 *   POST   /api/lines              NewLine -> Line
 *   PATCH  /api/lines/:id          Changing<LinePatch> -> Line
 *   DELETE /api/lines/:id          -> 204 (its calls stay in the record)
 *   GET    /api/lines/:id/prompts  -> PromptState[] (shared/prompts.ts)
 *   GET    /api/lines/:id/prompts/:language/:prompt -> audio/ogg, what is heard
 *   PUT    /api/lines/:id/prompts/:language/:prompt, Ogg Opus -> PromptState; ?was=MS or ?was=none: only in place of the recording of then
 *   DELETE /api/lines/:id/prompts/:language/:prompt -> 204, the standard voice is heard again
 *   GET    /api/holidays           -> HolidayCalendar, of this year and the next two
 *   GET    /api/boards             -> BoardLink[], open ones and those in use
 *   POST   /api/boards             NewBoard -> MadeBoard
 *   DELETE /api/boards/:id         -> 204, ends the board's session
 *   GET    /api/review/months      ?from=YYYY-MM&to=YYYY-MM&lines=a,b&along=calendar -> ReviewMonths (shared/volume/volume.ts);
 *                                 without lines all, without along as chosen for each line
 *   PUT    /api/review/lines/:id/settings  VolumeSettings -> 204
 *   POST   /api/review/marks       NewMark -> Mark
 *   PUT    /api/review/marks/:id   NewMark -> 204
 *   DELETE /api/review/marks/:id   -> 204
 *   GET    /api/review/week        ?week=YYYY-Www&lines=a,b -> ReviewWeek (shared/review/week.ts); without a week the last whole one
 *   GET    /api/review/calls       ?from=YYYY-MM-DD&to=YYYY-MM-DD&lines=a,b&of=CallSet -> CallList: times to the quarter of an hour, no ids
 *   GET    /api/review/meeting     ?week=YYYY-Www&lines=a,b -> Meeting
 *   PUT    /api/review/meeting/note  NewNote -> MeetingNote; changedMeanwhile when another version is there
 *   POST   /api/review/decisions   NewDecision -> Decision
 *   PUT    /api/review/decisions/:id  DecisionTick -> Decision, as it is then
 *   DELETE /api/review/decisions/:id  -> 204
 *   GET    /api/review/report      ?from=YYYY-MM-DD&to=YYYY-MM-DD&lines=a,b -> Report (shared/reports/report.ts); without lines all
 *   GET    /api/review/staffing    ?line=ID&span=week|month&period=YYYY-Www|YYYY-MM -> StaffingReport (shared/review/staffing.ts); without a period the present one
 *   GET    /api/imports            -> Import[] (shared/imports/imports.ts), newest first
 *   POST   /api/imports            NewImport -> Import, which is empty yet
 *   PUT    /api/imports/:id/rows/:first  CallRow[] as bytes of JSON -> { received }; `first` is how many have come before
 *   POST   /api/imports/:id/complete  ToldOfFile -> Import, which is looked through
 *   POST   /api/totals             NewTotals -> Import, of months of which only totals are left
 *   POST   /api/imports/:id/keep   Keep -> Import, which counts from then on, as soon as it is `kept`
 *   POST   /api/imports/:id/undo   -> Import, which counts no more
 *   DELETE /api/imports/:id        -> 204, throws away what was never kept
 *   GET    /api/register           -> Service[] (shared/services/service.ts), closed ones too
 *   POST   /api/register           NewService -> Service
 *   PUT    /api/register/:id       ServiceChange -> Service; changedMeanwhile when another version is there
 *   POST   /api/register/:id/check { version } -> Service, which is true as it stands
 *   GET    /api/register/:id/history  -> ServiceVersion[], newest first
 *   GET    /api/register/report    ?day=YYYY-MM-DD -> RegisterReport
 *   GET    /api/register/file      ?format=csv|hsds -> the whole register as CSV, or as Open Referral HSDS 3.0 JSON
 *   POST   /api/register/preview   ?format=csv|hsds, the file -> RegisterPreview, nothing is done
 *   POST   /api/register/import    ?format=csv|hsds&revision=N, the file -> { written }; faulty rows are left out
 *   GET    /api/register/meetings  -> ServiceMeeting[]
 *   POST   /api/register/meetings  NewServiceMeeting -> ServiceMeeting
 *   DELETE /api/register/meetings/:id  -> 204
 *   GET    /api/register/asks      -> Ask[]
 *   POST   /api/register/:id/asks  -> MadeAsk
 *   DELETE /api/register/asks/:id  -> 204, takes back a link that has not been answered
 *   POST   /api/register/asks/:id/decision  { approve, version } -> 204
 */
export interface SetupState {
  /** True while no account exists. */
  readonly needed: boolean
}

export interface SetupRequest {
  readonly token: string
  readonly username: string
  readonly name: string
  readonly password: string
  readonly lineName: string
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** When a session of a person ends, in ms since 1970 by the server. A call under way is not cut by it. */
export interface SessionState {
  readonly now: number
  /** When it ends unless somebody shows that they are there. */
  readonly endsAt: number
  /** When it ends whatever happens. */
  readonly lastAt: number
}

export interface PasswordChange {
  readonly oldPassword: string
  readonly newPassword: string
}

export interface Me {
  readonly id: AdvisorId
  readonly username: string
  readonly name: string
  readonly role: Role
}

export interface Account extends Me {
  readonly lines: readonly LineId[]
  /** Languages beside the line's own in which this person can talk with callers. */
  readonly languages: readonly Language[]
  /** May confirm references to the law (shared/duties/law.ts); nothing else follows from it. */
  readonly lawyer: boolean
  /** What this person has trained for, such as socionom or psychologist; for supervisors alone. */
  readonly qualification: string
}

export interface NewAccount {
  /** 2 to 32 of a-z, 0-9, dot, hyphen and underscore; it is also the SIP user. */
  readonly username: string
  readonly name: string
  readonly role: Exclude<Role, 'board'>
  readonly password: string
  readonly lines: readonly LineId[]
  readonly languages?: readonly Language[] | undefined
  readonly lawyer?: boolean | undefined
  readonly qualification?: string | undefined
}

export type AccountPatch = Partial<Omit<NewAccount, 'username'>>

export interface PublicLine extends Pick<Line, 'id' | 'name' | 'greeting' | 'number' | 'timeZone'> {
  readonly open: boolean
  /** ms since 1970: when a closed line opens next; null for an open one, and for none in sight. */
  readonly opensAt: number | null
  /** ms since 1970: when an open line closes next; null for a closed one, and for none in sight. */
  readonly closesAt: number | null
  /** Whoever calls while it is closed may leave a message, and it can be kept. */
  readonly takesMessages: boolean
}

type LineTelephone = Pick<Line, 'number' | 'hours' | 'service'>
/** What of its telephone is left out is plain: no number, always open, `plainService`. */
export type NewLine = Omit<Line, keyof LineTelephone> & { readonly [K in keyof LineTelephone]?: LineTelephone[K] | undefined }
export type LinePatch = Partial<Omit<Line, 'id'>>

/**
 * A change, with the fields as they `was` before it: then only what differs between the two is changed, and what somebody else has
 * changed meanwhile stays; `changedMeanwhile` where both have changed one thing. A field without its `was` is replaced as a whole.
 */
export type Changing<P> = P & { readonly was?: P | undefined }

export interface NewReply {
  readonly line: LineId
}

export interface MadeReply {
  /** Random; for taking it back. */
  readonly id: string
}

/** E-mails answered today and this month, in the line's time zone. */
export type ReplyCounts = Readonly<Record<LineId, { readonly today: number; readonly month: number }>>

export interface NewBoard {
  /** What the screen is called, for the list of boards. */
  readonly name: string
  /** Lines that the board shows; empty means all. */
  readonly lines: readonly LineId[]
}

export interface BoardLink {
  readonly id: string
  readonly name: string
  readonly lines: readonly LineId[]
  readonly state: 'unused' | 'inUse' | 'expired'
  /** ms since 1970: last sign of life of a board in use. */
  readonly seenAt: number | null
}

export interface MadeBoard extends BoardLink {
  /** `/board#ticket=…&lines=…`; the ticket works once, within an hour. */
  readonly path: string
}

export interface RefusalBody {
  readonly refusal: Refusal
}
