import type { AdvisorStateName, PauseReason } from '../../shared/floor/model.ts'

const state: Record<AdvisorStateName, string> = {
  offline: 'Inte i tjänst',
  available: 'Tillgänglig',
  offered: 'Det ringer',
  talking: 'I samtal',
  afterCall: 'Efterarbete',
  paused: 'Paus',
}

const pause: Record<PauseReason, string> = {
  self: 'egen paus',
  missed: 'missade ett samtal',
  declined: 'avböjde ett samtal',
  supervisor: 'pausad av arbetsledare',
  fault: 'fel på telefonen',
}

const sv = {
  none: '–',
  monthCalls: 'Samtal den här månaden, summerade dag för dag, bredvid förra månaden och jämförelsen',
  monthRates: 'Samtal per miljon invånare den här månaden, summerade dag för dag, bredvid förra månaden och jämförelsen',
  day: 'Dag',
  thisMonth: 'Den här månaden',
  monthBefore: 'Förra månaden',
  baseline: 'Jämförelse',
  advisors: 'Rådgivare',
  noAdvisors: 'Det finns inga rådgivare på de här linjerna.',
  state,
  pause,
  since: (time: string, length: string) => `sedan ${time} (${length})`,
  notReached: 'Telefonen nås inte',
  setPaused: 'Pausa',
  setOffline: 'Avsluta pass',
  setPausedName: (name: string) => `Pausa ${name}`,
  setOfflineName: (name: string) => `Avsluta pass för ${name}`,
  makeLink: 'Visa tavlan på en TV: skapa en tavellänk under Administration',
  tvLayout: 'Visa som TV',
}

const stateEn: typeof state = {
  offline: 'Off duty',
  available: 'Available',
  offered: 'Ringing',
  talking: 'In a call',
  afterCall: 'Wrap-up',
  paused: 'Paused',
}

const pauseEn: typeof pause = {
  self: 'own break',
  missed: 'missed a call',
  declined: 'declined a call',
  supervisor: 'paused by a supervisor',
  fault: 'phone fault',
}

const en: typeof sv = {
  none: '–',
  monthCalls: 'Calls this month, summed day by day, beside the month before and the baseline',
  monthRates: 'Calls per million inhabitants this month, summed day by day, beside the month before and the baseline',
  day: 'Day',
  thisMonth: 'This month',
  monthBefore: 'The month before',
  baseline: 'Baseline',
  advisors: 'Advisors',
  noAdvisors: 'There are no advisors on these lines.',
  state: stateEn,
  pause: pauseEn,
  since: (time, length) => `since ${time} (${length})`,
  notReached: 'Phone not reachable',
  setPaused: 'Pause',
  setOffline: 'End shift',
  setPausedName: (name) => `Pause ${name}`,
  setOfflineName: (name) => `End the shift of ${name}`,
  makeLink: 'Show the board on a TV: make a board link under Administration',
  tvLayout: 'Show as TV',
}

/** Words of the board on a desk only; a TV does not load them. */
export const deskWords = { sv, en }
