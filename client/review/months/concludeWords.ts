import type { Baseline } from '../../../shared/volume/volume.ts'

const sv = {
  nothing: 'I perioden finns ingen avslutad månad som har något att jämföras med.',
  inAll: (calls: string, months: number) => `${calls} samtal på ${months} månader`,
  against: (when: string, own: string, other: string) => `${when}: ${own}${/samtal/.test(own) ? '' : ' samtal'} mot ${other}`,
  each: (calls: string, is: Baseline['is']) =>
    is === 'target' ? `målet ${calls} i månaden` : `Respect Phonelines snitt, ca ${calls} i månaden`,
  whose: (own: boolean, when: string) => (own ? `linjen själv, ${when}` : `Respect Phoneline, ${when}`),
  span: (first: string, last: string) => `${first}–${last}`,
  rates: (own: string, other: string) => `per miljon invånare och månad ${own} mot ${other}`,
  between: (low: string, high: string) => `mellan ${low} och ${high}`,
  atLeast: (low: string) => `minst ${low}`,
  tooFew: 'Det är för få samtal för att räkna på skillnaden.',
  times: (times: string, perInhabitant: boolean) => `Det är ${times} gånger så många${perInhabitant ? ' per invånare' : ''}`,
  verdicts: {
    more: (times: string, range: string) =>
      `${times}. Med slumpen inräknad ligger talet ${range} (95 gånger av 100): fler samtal än slumpen kan förklara.`,
    fewer: (times: string, range: string) =>
      `${times}. Med slumpen inräknad ligger talet ${range} (95 gånger av 100): färre samtal än slumpen kan förklara.`,
    cannotTell: (times: string, range: string) =>
      `${times}, men med slumpen inräknad ligger talet ${range} (95 gånger av 100): av de här samtalen går det inte att säga om det är fler eller färre.`,
  },
  soFar: (month: string, calls: string, hours: string, all: string) =>
    `Hittills i ${month}: ${calls} samtal på ${hours} av ${all} öppna timmar.`,
  willBe: (low: string, high: string) =>
    `Fortsätter samtalen att komma slumpvis i samma takt blir hela månaden mellan ${low} och ${high} (95 gånger av 100).`,
  done: (calls: string) => `Linjen öppnar inte mer den här månaden: det blir ${calls}.`,
  notYet: 'Linjen har inte hunnit öppna, så det går inte att säga vad månaden blir.',
  notOurs: 'Importerade samtal ingår. Det är inte känt under vilka öppna timmar de kom, så det går inte att säga vad månaden blir.',
  neverOpen: 'Linjen har inga öppna timmar den här månaden.',
}

const en: typeof sv = {
  nothing: 'There is no finished month in the period that has anything to lie beside.',
  inAll: (calls, months) => `${calls} calls in ${months} months`,
  against: (when, own, other) => `${when}: ${own}${/calls/.test(own) ? '' : ' calls'} against ${other}`,
  each: (calls, is) => (is === 'target' ? `the target of ${calls} a month` : `Respect Phoneline’s mean of about ${calls} a month`),
  whose: (own, when) => (own ? `the line itself, ${when}` : `Respect Phoneline, ${when}`),
  span: (first, last) => `${first} – ${last}`,
  rates: (own, other) => `per million inhabitants and month ${own} against ${other}`,
  between: (low, high) => `between ${low} and ${high}`,
  atLeast: (low) => `at least ${low}`,
  tooFew: 'There are too few calls to reckon with the difference.',
  times: (times, perInhabitant) => `That is ${times} times as many${perInhabitant ? ' per inhabitant' : ''}`,
  verdicts: {
    more: (times, range) => `${times}. Allowing for chance it lies ${range} (95 times of 100): more calls than chance can explain.`,
    fewer: (times, range) => `${times}. Allowing for chance it lies ${range} (95 times of 100): fewer calls than chance can explain.`,
    cannotTell: (times, range) =>
      `${times}, but allowing for chance it lies ${range} (95 times of 100): these calls cannot tell whether there are more or fewer.`,
  },
  soFar: (month, calls, hours, all) => `So far in ${month}: ${calls} calls in ${hours} of ${all} open hours.`,
  willBe: (low, high) =>
    `If calls go on coming at random and as often, the whole month will be between ${low} and ${high} (95 times of 100).`,
  done: (calls) => `The line does not open again this month: it will be ${calls}.`,
  notYet: 'The line has not had time to open, so nothing can be said of the month.',
  notOurs: 'Imported calls are among them. It is not known in which open hours they came, so nothing can be said of the month.',
  neverOpen: 'The line has no open hours this month.',
}

export const concludeWords = { sv, en }
