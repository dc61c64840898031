import { type AdvisorStateName, CALL_STATES } from '../../shared/floor/model.ts'
import type { Command } from './commands.ts'

type CallStateName = (typeof CALL_STATES)[number]
type CallCommand = Extract<Command, { call: string }>['type']
type AdvisorCommand = Exclude<Extract<Command, { advisor: string }>['type'], CallCommand | 'setAdvisor'>

/** In which states of the call a command about it is obeyed. Checked at run time: whatever is not here is refused. */
export const CALL_LEGAL: Readonly<Record<Exclude<CallCommand, 'arrive' | 'callBack'>, readonly CallStateName[]>> = {
  chooseLanguage: ['arriving'],
  queue: ['arriving'],
  turnAway: ['arriving'],
  takeMessage: ['closed', 'waiting', 'offered'],
  keepMessage: ['voicemail'],
  giveUpVoicemail: ['voicemail'],
  end: CALL_STATES,
  interrupt: CALL_STATES,
  answer: ['offered'],
  endOffer: ['offered'],
  hold: ['talking'],
  resume: ['talking'],
  calleeRings: ['dialling'],
  calleeAnswers: ['dialling'],
  calleeFails: ['dialling'],
  callInterpreter: ['talking'],
  interpreterRings: ['talking'],
  interpreterAnswers: ['talking'],
  holdInterpreter: ['talking'],
  endInterpreter: ['talking'],
  hangUp: ['dialling', 'talking'],
  loseAdvisor: ['talking'],
}

const ANY: readonly AdvisorStateName[] = ['offline', 'available', 'offered', 'talking', 'afterCall', 'paused']

/** In which states of the advisor a command about the advisor is obeyed. */
export const ADVISOR_LEGAL: Readonly<Record<AdvisorCommand, readonly AdvisorStateName[]>> = {
  removeAdvisor: ['offline', 'available', 'afterCall', 'paused'],
  startShift: ANY,
  getReady: ['afterCall', 'paused', 'available'],
  pause: ['available', 'afterCall', 'paused'],
  goOffline: ['offline', 'available', 'afterCall', 'paused'],
  registerPhone: ANY,
  reachPhone: ANY,
  dropPhone: ANY,
}
