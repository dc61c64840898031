import type { CallOutcome, Channel } from '../../../shared/floor/model.ts'

const sv = {
  none: '–',
  behind: 'Samtalen bakom siffran',
  nothingBehind: 'Det finns inga samtal att visa bakom den här siffran.',
  more: (shown: number, count: number) => `Visar de första ${shown} av ${count}.`,
  all: 'Visa alla',
  quarter: 'Kvart',
  quarterNote: 'Tiden är kvarten då samtalet kom. Vem som ringde sparas aldrig, och vem som svarade visas inte.',
  channel: 'Kanal',
  outcome: 'Vad det blev',
  line: 'Linje',
  wait: 'Väntan',
  length: 'Längd',
  day: 'Dag',
  channels: { phone: 'telefon', web: 'webb' } as Record<Channel, string>,
  outcomes: {
    answered: 'besvarat',
    abandoned: 'avbröt väntan',
    abandonedShort: 'lade på inom 10 s',
    voicemail: 'talsvar',
    closed: 'stängt',
    interrupted: 'bröts av fel hos oss',
    busy: 'upptaget',
    noAnswer: 'inget svar',
    unreachable: 'gick inte att nå',
  } as Record<CallOutcome, string>,
}

const en: typeof sv = {
  none: '–',
  behind: 'The calls behind the figure',
  nothingBehind: 'There are no calls to show behind this figure.',
  more: (shown, count) => `Showing the first ${shown} of ${count}.`,
  all: 'Show all',
  quarter: 'Quarter',
  quarterNote: 'The time is the quarter of an hour in which the call came. Who called is never kept, and who answered is not shown.',
  channel: 'Channel',
  outcome: 'What became of it',
  line: 'Line',
  wait: 'Wait',
  length: 'Length',
  day: 'Day',
  channels: { phone: 'phone', web: 'web' },
  outcomes: {
    answered: 'answered',
    abandoned: 'gave up waiting',
    abandonedShort: 'hung up within 10 s',
    voicemail: 'voicemail',
    closed: 'closed',
    interrupted: 'cut off by a fault of ours',
    busy: 'busy',
    noAnswer: 'no answer',
    unreachable: 'could not be reached',
  },
}

/** Words about single calls, of all pages that list or draw them. */
export const callWords = { sv, en }
