import type { Language } from '../languages.ts'
import type {
  AdvisorId,
  CallBackReason,
  CallId,
  CallOutcome,
  Channel,
  EndedBy,
  Instant,
  KeepingFault,
  Line,
  LineId,
  PauseReason,
  PhoneInstance,
  TrunkFault,
} from './model.ts'

/** Why an offer went back: what happens to the advisor follows from it (`declined`, `missed`, `failed` pause; `linkLost` does not). */
export const OFFER_ENDS = ['declined', 'missed', 'failed', 'linkLost'] as const
export type OfferEnd = (typeof OFFER_ENDS)[number]

/** Why a talk went back to the queue; always a fault on our side of the desk. */
export const RETURN_REASONS = ['linkLost', 'mediaLost', 'reload', 'shiftEnded'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

/** Why there is no interpreter any more: nobody answered, hung up, was let go, or our side of the call failed. */
export const INTERPRETER_ENDS = ['busy', 'noAnswer', 'unreachable', 'left', 'dropped', 'lost'] as const
export type InterpreterEnd = (typeof INTERPRETER_ENDS)[number]

/** What has happened, in the past tense, each with the moment. The server numbers them; `evolve` applies them. */
export type Change = { readonly at: Instant } & (
  | { readonly type: 'lineSet'; readonly line: Line }
  | { readonly type: 'lineRemoved'; readonly line: LineId }
  | {
      readonly type: 'advisorSet'
      readonly advisor: AdvisorId
      readonly name: string
      readonly lines: readonly LineId[]
      readonly languages: readonly Language[]
    }
  | { readonly type: 'advisorRemoved'; readonly advisor: AdvisorId }
  /** `returning`: a fault of ours ended an earlier call of this caller. */
  | { readonly type: 'callArrived'; readonly call: CallId; readonly line: LineId; readonly channel: Channel; readonly returning?: true }
  | { readonly type: 'languageChosen'; readonly call: CallId; readonly language: Language }
  | { readonly type: 'callQueued'; readonly call: CallId }
  | { readonly type: 'callTurnedAway'; readonly call: CallId }
  | { readonly type: 'voicemailStarted'; readonly call: CallId }
  | { readonly type: 'messageLeft'; readonly call: CallId }
  | { readonly type: 'voicemailGivenUp'; readonly call: CallId }
  | { readonly type: 'callOffered'; readonly call: CallId; readonly advisor: AdvisorId; readonly until: Instant }
  | { readonly type: 'offerEnded'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: OfferEnd }
  | { readonly type: 'callAnswered'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'callHeld'; readonly call: CallId }
  | { readonly type: 'callResumed'; readonly call: CallId }
  | { readonly type: 'callReturned'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: ReturnReason }
  | {
      readonly type: 'callBackStarted'
      readonly call: CallId
      readonly line: LineId
      readonly advisor: AdvisorId
      readonly reason: CallBackReason
    }
  | { readonly type: 'calleeRang'; readonly call: CallId }
  | { readonly type: 'calleeAnswered'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'interpreterCalled'; readonly call: CallId; readonly service: string; readonly language: string }
  | { readonly type: 'interpreterRang'; readonly call: CallId }
  | { readonly type: 'interpreterAnswered'; readonly call: CallId }
  | { readonly type: 'interpreterHeld'; readonly call: CallId }
  | { readonly type: 'interpreterResumed'; readonly call: CallId }
  | { readonly type: 'interpreterEnded'; readonly call: CallId; readonly why: InterpreterEnd }
  | { readonly type: 'callEnded'; readonly call: CallId; readonly outcome: CallOutcome; readonly by: EndedBy }
  | { readonly type: 'shiftStarted'; readonly advisor: AdvisorId }
  | { readonly type: 'advisorReady'; readonly advisor: AdvisorId }
  | { readonly type: 'advisorPaused'; readonly advisor: AdvisorId; readonly reason: PauseReason }
  | { readonly type: 'advisorOffline'; readonly advisor: AdvisorId }
  | { readonly type: 'phoneRegistered'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  | { readonly type: 'phoneReached'; readonly advisor: AdvisorId; readonly reachable: boolean }
  | { readonly type: 'phoneGone'; readonly advisor: AdvisorId }
  /** Null: the telephone network is reached. */
  | { readonly type: 'trunkSet'; readonly why: TrunkFault | null }
  /** Null: messages can be kept. */
  | { readonly type: 'keepingSet'; readonly why: KeepingFault | null }
)

export type ChangeType = Change['type']
