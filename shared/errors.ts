/**
 * Every refusal the system can give, in one list: the server maps a code to an HTTP status, the client maps it to words.
 * A code never carries data of a caller.
 */
export const ERROR_CODES = [
  // who is asking
  'notSignedIn',
  'wrongCredentials',
  'tooManyAttempts',
  'signInBusy',
  'notAllowed',
  'linkUsed',
  'setupDone',
  // what was asked
  'badRequest',
  'notFound',
  'changedMeanwhile',
  'nameTaken',
  'lineTaken',
  'weakPassword',
  'commonPassword',
  'guessablePassword',
  'lastSupervisor',
  'lastLine',
  'numberTaken',
  // the floor's refusals
  'unknownCall',
  'unknownLine',
  'unknownAdvisor',
  'callExists',
  'illegalTransition',
  'notYourCall',
  'notYourPhone',
  'advisorBusy',
  'phoneNotReachable',
  'lineBusy',
  'interpreterThere',
  'unknownInterpreter',
  // the telephone network
  'trunkDown',
  'numberUnreadable',
  'numberNotAllowed',
  'dialledTooOften',
  // messages and recordings
  'messageGone',
  'messageTaken',
  'messageUnreadable',
  'recordingUnusable',
  'recordingTooLong',
  // forms
  'formOver',
  'noteHasFindings',
  // reports to social services and the police
  'reportsLocked',
  'reportUnreadable',
  'reportGone',
  'reportSent',
  // our own
  'serverFault',
  'timeout',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An expected refusal, as a value. `field` names the input that was wrong, `detail` what is allowed (English, for logs and outside programs). */
export interface Refusal {
  readonly code: ErrorCode
  readonly field?: string
  readonly detail?: string
}

export type Outcome<T = undefined> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** A success that carries `value`. */
export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value })

/** A refusal with its code; never throws. */
export const refuse = (code: ErrorCode, field?: string, detail?: string): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...(field === undefined ? {} : { field }), ...(detail === undefined ? {} : { detail }) },
})
