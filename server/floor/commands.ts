import type { InterpreterEnd, OfferEnd, ReturnReason } from '../../shared/floor/changes.ts'
import type {
  AdvisorId,
  CallBackReason,
  CallId,
  CallOutcome,
  Channel,
  EndedBy,
  KeepingFault,
  Line,
  LineId,
  PhoneInstance,
  TrunkFault,
} from '../../shared/floor/model.ts'
import type { LinePatch } from '../../shared/http.ts'
import type { Language } from '../../shared/languages.ts'

/** What somebody wants to happen; `decide` turns it into changes or a refusal. */
export type Command =
  | { readonly type: 'setLine'; readonly line: Line }
  /** Of what somebody has changed: see `mergeFields`. */
  | { readonly type: 'changeLine'; readonly line: LineId; readonly patch: LinePatch; readonly was: LinePatch }
  | { readonly type: 'removeLine'; readonly line: LineId }
  | {
      readonly type: 'setAdvisor'
      readonly advisor: AdvisorId
      readonly name: string
      readonly lines: readonly LineId[]
      readonly languages: readonly Language[]
    }
  | { readonly type: 'removeAdvisor'; readonly advisor: AdvisorId }
  // a call, from the caller's leg
  /** `returning`: a fault of ours ended an earlier call of this caller, who has proved it. */
  | { readonly type: 'arrive'; readonly call: CallId; readonly line: LineId; readonly channel: Channel; readonly returning?: boolean }
  | { readonly type: 'chooseLanguage'; readonly call: CallId; readonly language: Language }
  /** The caller can hear us, and waits from now on. */
  | { readonly type: 'queue'; readonly call: CallId }
  /** The line is closed. */
  | { readonly type: 'turnAway'; readonly call: CallId }
  | { readonly type: 'takeMessage'; readonly call: CallId }
  /** A message has been kept. */
  | { readonly type: 'keepMessage'; readonly call: CallId }
  /** Back to the queue, where the caller was before. */
  | { readonly type: 'giveUpVoicemail'; readonly call: CallId }
  /** `system`: all has been said to a caller who met a closed line or left a message. */
  | { readonly type: 'end'; readonly call: CallId; readonly by: Extract<EndedBy, 'caller' | 'callerLost' | 'system'> }
  /** We cannot go on with this call (shutdown, no media): recorded as interrupted. */
  | { readonly type: 'interrupt'; readonly call: CallId }
  // a call, from the advisor's leg
  | { readonly type: 'answer'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'endOffer'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: OfferEnd }
  | { readonly type: 'hold'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'resume'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'hangUp'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'loseAdvisor'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: ReturnReason }
  // a call-back: the other end of it is the callee, whose hanging up is `end`
  | {
      readonly type: 'callBack'
      readonly call: CallId
      readonly line: LineId
      readonly advisor: AdvisorId
      readonly instance: PhoneInstance
      readonly reason: CallBackReason
    }
  | { readonly type: 'calleeRings'; readonly call: CallId }
  | { readonly type: 'calleeAnswers'; readonly call: CallId }
  | { readonly type: 'calleeFails'; readonly call: CallId; readonly outcome: Extract<CallOutcome, 'busy' | 'noAnswer' | 'unreachable'> }
  // an interpreter in a talk
  | {
      readonly type: 'callInterpreter'
      readonly call: CallId
      readonly advisor: AdvisorId
      readonly service: string
      readonly language: string
    }
  | { readonly type: 'interpreterRings'; readonly call: CallId }
  | { readonly type: 'interpreterAnswers'; readonly call: CallId }
  | { readonly type: 'holdInterpreter'; readonly call: CallId; readonly advisor: AdvisorId; readonly hold: boolean }
  | { readonly type: 'endInterpreter'; readonly call: CallId; readonly why: InterpreterEnd }
  // an advisor
  | { readonly type: 'startShift'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  | { readonly type: 'getReady'; readonly advisor: AdvisorId }
  | { readonly type: 'pause'; readonly advisor: AdvisorId; readonly by: 'self' | 'supervisor' }
  | { readonly type: 'goOffline'; readonly advisor: AdvisorId; readonly by: 'self' | 'supervisor' | 'system' }
  // an advisor's phone
  | { readonly type: 'registerPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  | { readonly type: 'reachPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance; readonly reachable: boolean }
  | { readonly type: 'dropPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  /** Whether the telephone network is reached: null, or why not. */
  | { readonly type: 'setTrunk'; readonly why: TrunkFault | null }
  /** Whether messages can be kept: null, or why not. */
  | { readonly type: 'setKeeping'; readonly why: KeepingFault | null }
