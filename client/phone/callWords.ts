import type { BrokenOff } from './createEnding.ts'

const sv = {
  chose: (language: string) => `Den som ringer har valt ${language}.`,
  needsInterpreter: 'Tolk kan behövas.',
  bosnianCroatianSerbian: 'bosniska, kroatiska eller serbiska',
  brokenOff: {
    callerLost: 'Samtalet bröts: förbindelsen till den som ringde försvann. Det berodde inte på något du gjorde.',
    interrupted: 'Samtalet bröts av ett fel på vår sida. Det berodde inte på något du gjorde, och det syns i statistiken som ett avbrott.',
  } as Record<BrokenOff, string>,
}

const en: typeof sv = {
  chose: (language) => `The caller has chosen ${language}.`,
  needsInterpreter: 'An interpreter may be needed.',
  bosnianCroatianSerbian: 'Bosnian, Croatian or Serbian',
  brokenOff: {
    callerLost: 'The call broke off: the connection to the caller went away. It was nothing you did.',
    interrupted: 'The call broke off by a fault on our side. It was nothing you did, and the record counts it as an interruption.',
  },
}

export const callWords = { sv, en }
