import type { OfferEnd, ReturnReason } from '../../shared/floor/changes.ts'
import type { AdvisorId, CallId, Channel, EndedBy, Line, LineId, PhoneInstance } from '../../shared/floor/model.ts'

/** What somebody wants to happen; `decide` turns it into changes or a refusal. */
export type Command =
  | { readonly type: 'setLine'; readonly line: Line }
  | { readonly type: 'removeLine'; readonly line: LineId }
  | { readonly type: 'setAdvisor'; readonly advisor: AdvisorId; readonly name: string; readonly lines: readonly LineId[] }
  | { readonly type: 'removeAdvisor'; readonly advisor: AdvisorId }
  // a call, from the caller's leg
  | { readonly type: 'arrive'; readonly call: CallId; readonly line: LineId; readonly channel: Channel }
  /** The caller's media is up: the caller can hear us. */
  | { readonly type: 'queue'; readonly call: CallId }
  | { readonly type: 'end'; readonly call: CallId; readonly by: Extract<EndedBy, 'caller' | 'callerLost'> }
  /** We cannot go on with this call (shutdown, no media): recorded as interrupted. */
  | { readonly type: 'interrupt'; readonly call: CallId }
  // a call, from the advisor's leg
  | { readonly type: 'answer'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'endOffer'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: OfferEnd }
  | { readonly type: 'hold'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'resume'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'hangUp'; readonly call: CallId; readonly advisor: AdvisorId }
  | { readonly type: 'loseAdvisor'; readonly call: CallId; readonly advisor: AdvisorId; readonly why: ReturnReason }
  // an advisor
  | { readonly type: 'startShift'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  | { readonly type: 'getReady'; readonly advisor: AdvisorId }
  | { readonly type: 'pause'; readonly advisor: AdvisorId; readonly by: 'self' | 'supervisor' }
  | { readonly type: 'goOffline'; readonly advisor: AdvisorId; readonly by: 'self' | 'supervisor' | 'system' }
  // an advisor's phone
  | { readonly type: 'registerPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
  | { readonly type: 'reachPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance; readonly reachable: boolean }
  | { readonly type: 'dropPhone'; readonly advisor: AdvisorId; readonly instance: PhoneInstance }
